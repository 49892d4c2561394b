//! Flags about what is done with the figure: outputs, messages, threads.

use super::flag::{Flag, Offer};
use crate::write::WRITERS;

/// What is done with a figure.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    /// `-o`, in order.
    pub outputs: Vec<String>,
    /// `-f`.
    pub format: Option<String>,
    /// `--embed`, `--no-embed`.
    pub embed: Option<bool>,
    /// Show what was written.
    pub open: bool,
    /// Refuse to replace files.
    pub no_clobber: bool,
    /// Say what was done as JSON.
    pub json: bool,
    /// Say what would be done, draw nothing.
    pub explain: bool,
    /// Print the figure as JSON, draw nothing.
    pub print_spec: bool,
    /// No notes, no warnings.
    pub quiet: bool,
    /// Say more.
    pub verbose: bool,
    /// Warnings fail.
    pub strict: bool,
    /// Nothing to draw is not a failure.
    pub allow_empty: bool,
    /// Threads.
    pub threads: Option<usize>,
    /// Columns of a layout.
    pub cols: Option<u32>,
}

/// Names of the output formats.
pub(crate) fn formats() -> Vec<&'static str> {
    WRITERS.iter().map(|writer| writer.name()).collect()
}

/// Where a picture goes.
pub(crate) static OUTPUT: &[Flag] = &[
    Flag::run("output", "FILE", "Write here; the extension picks the format; -: stdout; 'x-{state}.png': one file per value; repeatable", |run, given| {
        run.outputs.push(given.text()?);
        Ok(())
    })
    .short('o')
    .offer(Offer::Files),
    Flag::run("format", "NAME", "Format, whatever the extension says", |run, given| {
        run.format = Some(given.text()?);
        Ok(())
    })
    .short('f')
    .offer(Offer::Words(formats)),
    Flag::run("embed", "", "Carry the rows in the picture, however many; --no-embed: never [default: when few]", |run, given| {
        run.embed = Some(given.on());
        Ok(())
    }),
    Flag::run("no-clobber", "", "Refuse to replace an existing file", |run, given| {
        run.no_clobber = given.on();
        Ok(())
    }),
    Flag::run("print-spec", "", "Print the figure as JSON instead of drawing it", |run, given| {
        run.print_spec = given.on();
        Ok(())
    }),
    Flag::run("explain", "", "Say what would be drawn, and draw nothing", |run, given| {
        run.explain = given.on();
        Ok(())
    }),
];

/// How the program behaves.
pub(crate) static MANNERS: &[Flag] = &[
    Flag::run("json", "", "Say what was done as one JSON object", |run, given| {
        run.json = given.on();
        Ok(())
    }),
    Flag::run("quiet", "", "No notes and no warnings", |run, given| {
        run.quiet = given.on();
        Ok(())
    })
    .short('q'),
    Flag::run("verbose", "", "Say what is done and how long it takes", |run, given| {
        run.verbose = given.on();
        Ok(())
    })
    .short('v'),
    Flag::run("strict", "", "Fail on warnings, before anything is written", |run, given| {
        run.strict = given.on();
        Ok(())
    }),
    Flag::run("allow-empty", "", "Succeed when there is nothing to draw", |run, given| {
        run.allow_empty = given.on();
        Ok(())
    }),
    Flag::run(
        "threads",
        "N",
        "Threads for reading and computing [default: one per core]",
        |run, given| {
            run.threads = Some(given.count("a number of threads from 1")?);
            Ok(())
        },
    ),
];

/// How segments are put together.
pub(crate) static COMPOSITION: &[Flag] = &[
    // The two that cut a line into segments never come to be parsed; they stand here to be told of.
    Flag::run(
        "overlay",
        "",
        "Start another layer on the same axes: --overlay [KIND] [FLAG…]",
        |_, _| Ok(()),
    ),
    Flag::run(
        "layout",
        "",
        "Start another plot beside it: --layout (or +) [KIND] [FILE…] [FLAG…]",
        |_, _| Ok(()),
    ),
    Flag::run("cols", "N", "Plots per line of a layout", |run, given| {
        run.cols = Some(given.count("a number of plots")?);
        Ok(())
    }),
];
