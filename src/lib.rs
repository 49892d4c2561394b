#![forbid(unsafe_code)]
//! vizcli is a compiler for pictures: `argv → Figure → Scene → bytes`.
//!
//! The rooms, in the order of the road (docs/architecture.md):
//!
//! * [`cli`]: argv to a figure, and bytes to where they belong; the only room that prints
//! * [`spec`]: the plot as data: figure, plots, layers
//! * [`source`]: bytes to tables
//! * [`data`]: values in memory or on the way there
//! * [`transform`]: what is done to a table before it is drawn; [`stat`]: its kernels
//! * [`kind`]: what the user asks for, lowered to core layers
//! * [`scale`]: data values to positions and colours, and back; [`color`]: colours
//! * [`figure`]: the conductor: `prepare` once, `render` per view
//! * [`layout`]: where everything goes
//! * [`mark`]: what can be drawn
//! * [`scene`]: what is on the page, in pixels
//! * [`mod@write`]: a scene and its manifest to bytes
//!
//! All of them may use [`error`], [`warn`] and [`progress`].
//!
//! ```
//! use polars::prelude::df;
//! use vizcli::data::Table;
//! use vizcli::figure::{self, View};
//! use vizcli::progress::Silent;
//! use vizcli::spec::{DataRef, upgrade};
//! use vizcli::warn::Warnings;
//! use vizcli::write::svg;
//!
//! let table = Table::from_frame(df!("month" => [1, 2, 3], "rain" => [48.0, 37.5, 41.2])?, "rain");
//! let figure = upgrade::read(
//!     r#"{"plots": [{"layers": [{"kind": "bar", "data": {},
//!         "encodings": {"x": {"field": "month"}, "y": {"field": "rain"}}}]}]}"#,
//! )?;
//! let mut warnings = Warnings::default();
//! let open = |_: &DataRef, _: &mut Warnings| Ok(table.clone());
//! let prepared = figure::prepare(&figure, &open, &mut warnings, &Silent)?;
//! let scene = figure::render(&prepared, &View::default(), &mut warnings)?;
//! assert!(svg::to_string(&scene, 1.0, None)?.starts_with("<svg"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod error;
pub mod progress;
pub mod warn;

pub mod cli;
pub mod color;
pub mod data;
pub mod figure;
pub mod kind;
pub mod layout;
pub mod mark;
pub mod raster;
pub mod scale;
pub mod scene;
pub mod source;
pub mod spec;
pub mod stat;
pub mod transform;
pub mod write;
