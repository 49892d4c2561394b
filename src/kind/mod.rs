//! What the user asks for: one file per kind, each lowering to core layers without seeing a row.
//!
//! In: a [`Layer`] and a [`Schema`]. Out: [`Lowered`]. This room must not know rows, scales or
//! pixels.

pub mod param;

use crate::error::Result;
use crate::spec::{Channel, Layer, Lowered, Schema, Type};
use param::Param;

/// A kind of plot.
pub trait Kind: Sync {
    /// What it is called.
    fn name(&self) -> &'static str;
    /// Other names.
    fn aliases(&self) -> &'static [&'static str] {
        &[]
    }
    /// One line of help.
    fn summary(&self) -> &'static str;
    /// When to use it; becomes man page and docs.
    fn guide(&self) -> &'static str;
    /// What it shows, from what.
    fn channels(&self) -> &'static [ChannelUse];
    /// Its options.
    fn params(&self) -> &'static [&'static Param];
    /// Commands over testdata: docs and golden tests.
    fn examples(&self) -> &'static [Example];
    /// To core layers.
    fn lower(&self, layer: &Layer, schema: &Schema) -> Result<Lowered>;
    /// Drawn over a plot from constants, with a flag of its own: `--vline`.
    fn annotation(&self) -> bool {
        false
    }
}

/// How a kind uses a channel.
#[derive(Clone, Copy, Debug)]
pub struct ChannelUse {
    /// The channel.
    pub channel: Channel,
    /// Cannot do without.
    pub required: bool,
    /// Types it takes; empty: any.
    pub types: &'static [Type],
}

/// A command line that shows a kind.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Short name: part of the golden's file name.
    pub name: &'static str,
    /// What it shows.
    pub summary: &'static str,
    /// Words after `vizcli`, from the repository's root: `line testdata/diseases.csv -x year …`.
    pub command: &'static str,
}
