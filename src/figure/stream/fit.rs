//! Which layers can be walked.

use super::{holds_words, of_panel};
use crate::spec::raster::{Downsample, Rasterize};
use crate::spec::{
    Channel, CoreLayer, Finish, Mark, Plot, Position, Schema, Transform, Type, Unique,
};

/// Whether a layer can become cells row by row.
pub(super) fn can_be_cells(core: &CoreLayer, plot: &Plot) -> bool {
    let always = plot.raster.rasterize == Some(Rasterize::Always);
    let cells = core.mark == Mark::Rect && !core.annotation;
    let known = |channel: &Channel| {
        let own = matches!(channel, Channel::X | Channel::Y | Channel::By | Channel::Color);
        let far = cells && matches!(channel, Channel::X2 | Channel::Y2);
        own || far || of_panel(*channel)
    };
    let plain = core.finish == Finish::Plain && core.encodings.keys().all(known);
    let edged = cells && [Channel::X2, Channel::Y2].iter().all(|c| core.encodings.contains_key(c));
    let alone = matches!(core.mark, Mark::Dot) && core.position == Position::Identity
        || edged
        || (matches!(core.mark, Mark::Line { step: None })
            && (core.unique == Unique::Any || always)
            && !core.encodings.contains_key(&Channel::Part));
    plain && alone && core.transforms.is_empty() && plot.raster.rasterize != Some(Rasterize::Never)
}

/// Whether the lines of a layer are those of some of their rows.
pub(super) fn can_be_thinned(core: &CoreLayer, plot: &Plot) -> bool {
    let plain = |channel: &Channel| {
        matches!(channel, Channel::X | Channel::Y | Channel::By) || of_panel(*channel)
    };
    matches!(core.mark, Mark::Line { .. })
        && core.unique != Unique::Any
        && core.transforms.is_empty()
        && core.encodings.keys().all(plain)
        && plot.raster.rasterize != Some(Rasterize::Always)
        && matches!(plot.raster.downsample, None | Some(Downsample::M4))
}

/// Whether a step puts rows in the order of x.
pub(in crate::figure) fn sorts_by_x(step: &Transform, core: &CoreLayer) -> bool {
    let x = core.encodings.get(&Channel::X).and_then(|x| x.field.as_ref());
    matches!(step, Transform::Sort { by } if by.len() == 1 && by.first() == x)
}

/// Whether what a channel shows of a row does not depend on other rows.
pub(super) fn can_be_walked(channel: Channel, name: &str, schema: &Schema) -> bool {
    // Times as words are as short as all of them allow.
    let kind = schema.get(name).map(|field| field.kind);
    kind.is_some_and(|kind| !(holds_words(channel) && kind == Type::Time))
}
