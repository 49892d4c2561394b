//! Draw from Rust: a table in memory to an SVG on standard output.
//!
//!     cargo run --example draw > mean.svg

use std::io::Write as _;

use polars::prelude::df;
use vizcli::data::Table;
use vizcli::figure::{self, View};
use vizcli::progress::Silent;
use vizcli::spec::{Channel, DataRef, Encoding, Figure, Layer, Plot};
use vizcli::warn::Warnings;
use vizcli::write::svg;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let frame = df!("month" => [1, 2, 3, 4, 5, 6], "rain" => [48.0, 37.5, 41.2, 30.1, 22.8, 15.0])?;
    let table = Table::from_frame(frame, "rain");
    let layer = Layer {
        kind: "bar".into(),
        data: Some(DataRef::default()),
        encodings: [
            (Channel::X, Encoding::field("month")),
            (Channel::Y, Encoding::field("rain").titled("Rain (mm)")),
        ]
        .into(),
        ..Layer::default()
    };
    let plots = vec![Plot { layers: vec![layer], ..Plot::default() }];
    let figure = Figure { title: Some("A dry spring".into()), plots, ..Figure::default() };
    let mut warnings = Warnings::default();
    let open = |_: &DataRef, _: &mut Warnings| Ok(table.clone());
    let prepared = figure::prepare(&figure, &open, &mut warnings, &Silent)?;
    let scene = figure::render(&prepared, &View::default(), &mut warnings)?;
    std::io::stdout().write_all(svg::to_string(&scene, 1.0, None)?.as_bytes())?;
    Ok(())
}
