//! One flag, one place: name, value, help, what completion offers, and what it does to the spec.
//! Parsing, help, man pages, completion, environment and configuration follow from this.

use std::borrow::Cow;

use super::output::Run;
use crate::error::Result;
use crate::kind::Kind;
use crate::kind::param::Param;
use crate::spec::{Figure, Layer, Plot};

/// A flag.
#[derive(Clone)]
pub(crate) struct Flag {
    /// Its long name: also the spec's key and, with underscores, a hidden alias.
    pub name: &'static str,
    /// Its letter.
    pub short: Option<char>,
    /// Other long names, not shown.
    pub aliases: &'static [&'static str],
    /// Placeholder of its value; empty for a switch.
    pub value: &'static str,
    /// One sentence.
    pub help: Cow<'static, str>,
    /// What completion offers for its value.
    pub offer: Offer,
    /// What it does.
    pub act: Act,
}

/// What a flag does, and to what.
#[derive(Clone, Copy)]
pub(crate) enum Act {
    /// Changes the figure.
    Figure(fn(&mut Figure, &Given<'_>) -> Result<()>),
    /// Changes the plot that its segment belongs to.
    Plot(fn(&mut Plot, &Given<'_>) -> Result<()>),
    /// Changes the layer of its segment.
    Layer(fn(&mut Layer, &Given<'_>) -> Result<()>),
    /// Changes what is done with the figure.
    Run(fn(&mut Run, &Given<'_>) -> Result<()>),
    /// The figure's size (`800x500`, `wide`) or the layer's (an area).
    Size,
    /// Sets an option of the layer's kind.
    Option(&'static Param),
    /// Adds a layer made of constants.
    Annotation(&'static dyn Kind),
}

/// What completion offers for a value.
#[derive(Clone, Copy)]
pub(crate) enum Offer {
    /// Nothing: free text.
    Nothing,
    /// Columns of the files on the line.
    Columns,
    /// Files.
    Files,
    /// Words from a list.
    Words(fn() -> Vec<&'static str>),
}

/// Flags that a help page shows under one heading.
pub(crate) struct Group {
    /// The heading.
    pub title: &'static str,
    /// The flags.
    pub flags: Cow<'static, [Flag]>,
    /// What a later segment takes over from the one before it.
    pub inherit: Inherit,
    /// Looks that environment and configuration may set.
    pub preset: bool,
}

/// When a segment of a composition takes a flag of the segment before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inherit {
    /// Never.
    No,
    /// When it does not set the flag.
    Always,
    /// The same, unless it starts another plot with a kind of its own.
    SameKind,
}

/// An occurrence of a flag.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    /// The flag's name, for messages.
    pub flag: &'a str,
    /// What it was given; `true` or `false` for a switch.
    pub value: &'a str,
}

impl Flag {
    const fn new(name: &'static str, value: &'static str, help: &'static str, act: Act) -> Self {
        let (short, aliases, offer) = (None, &[] as &[&str], Offer::Nothing);
        Self { name, short, aliases, value, help: Cow::Borrowed(help), offer, act }
    }

    /// A flag that changes the figure.
    pub(crate) const fn figure(
        name: &'static str,
        value: &'static str,
        help: &'static str,
        act: fn(&mut Figure, &Given<'_>) -> Result<()>,
    ) -> Self {
        Self::new(name, value, help, Act::Figure(act))
    }

    /// A flag that changes a plot.
    pub(crate) const fn plot(
        name: &'static str,
        value: &'static str,
        help: &'static str,
        act: fn(&mut Plot, &Given<'_>) -> Result<()>,
    ) -> Self {
        Self::new(name, value, help, Act::Plot(act))
    }

    /// A flag that changes a layer.
    pub(crate) const fn layer(
        name: &'static str,
        value: &'static str,
        help: &'static str,
        act: fn(&mut Layer, &Given<'_>) -> Result<()>,
    ) -> Self {
        Self::new(name, value, help, Act::Layer(act))
    }

    /// A flag that changes what is done with the figure.
    pub(crate) const fn run(
        name: &'static str,
        value: &'static str,
        help: &'static str,
        act: fn(&mut Run, &Given<'_>) -> Result<()>,
    ) -> Self {
        Self::new(name, value, help, Act::Run(act))
    }

    /// `--size`, which means an area or a page.
    pub(crate) const fn size(help: &'static str) -> Self {
        Self::new("size", "AREA|WxH|NAME", help, Act::Size)
    }

    /// An option of a kind, with the kinds that take it.
    pub(crate) fn option(param: &'static Param, kinds: &[&str]) -> Self {
        use crate::kind::param::Takes;
        let value = match param.takes {
            Takes::Flag => "",
            Takes::Number { .. } => "NUMBER",
            Takes::Choice(_) => "WORD",
            Takes::Text(placeholder) => placeholder,
        };
        let help = format!("{} [{}; default: {}]", param.help, kinds.join(", "), param.default);
        Self { help: help.into(), ..Self::new(param.name, value, "", Act::Option(param)) }
    }

    /// A flag that adds an annotation.
    pub(crate) fn annotation(kind: &'static dyn Kind, value: &'static str) -> Self {
        let help = super::command::sentence(kind.summary());
        Self { help: help.into(), ..Self::new(kind.name(), value, "", Act::Annotation(kind)) }
    }

    /// With a letter.
    pub(crate) const fn short(mut self, letter: char) -> Self {
        self.short = Some(letter);
        self
    }

    /// With other names.
    pub(crate) const fn alias(mut self, names: &'static [&'static str]) -> Self {
        self.aliases = names;
        self
    }

    /// With something for completion to offer.
    pub(crate) const fn offer(mut self, offer: Offer) -> Self {
        self.offer = offer;
        self
    }

    /// Takes no value.
    pub(crate) fn is_switch(&self) -> bool {
        self.value.is_empty()
    }

    /// The name that switches it off; switches that say no themselves have none.
    pub(crate) fn negation(&self) -> Option<String> {
        (self.is_switch() && !self.name.starts_with("no-")).then(|| format!("no-{}", self.name))
    }

    /// All names that are not shown: the aliases, and every name with underscores.
    pub(crate) fn hidden(&self) -> Vec<String> {
        let mut names: Vec<String> = self.aliases.iter().map(|&a| a.to_owned()).collect();
        for name in std::iter::once(&self.name).chain(self.aliases) {
            if name.contains('-') {
                names.push(name.replace('-', "_"));
            }
        }
        names
    }

    /// Answers to `--NAME`.
    pub(crate) fn answers(&self, long: &str) -> bool {
        let long = long.replace('_', "-");
        self.name == long || self.aliases.contains(&long.as_str())
    }
}
