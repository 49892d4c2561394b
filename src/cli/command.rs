//! The commands, built for clap from the flag tables.

use std::borrow::Cow;
use std::fmt::Write;

use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};

use super::flag::{Flag, Group, Inherit, Offer};
use super::{axes, input, large, look, measure, name, output, page, series};
use crate::kind::{self, Kind};

/// Groups of the flags of `plot`, in the order of its help.
pub(crate) fn plot_groups() -> Vec<Group> {
    let fixed = |title, flags: &'static [Flag], inherit| Group {
        title,
        flags: Cow::Borrowed(flags),
        inherit,
        preset: false,
    };
    let preset =
        |title, flags: &'static [Flag]| Group { preset: true, ..fixed(title, flags, Inherit::No) };
    let listed =
        |title, flags| Group { flags: Cow::Owned(flags), ..fixed(title, &[], Inherit::No) };
    vec![
        Group {
            flags: Cow::Owned([input::COLUMNS, measure::MEASURES].concat()),
            ..fixed("Columns", &[], Inherit::SameKind)
        },
        fixed("Time and order", series::SERIES, Inherit::SameKind),
        fixed("Right axis", axes::RIGHT, Inherit::No),
        fixed("Rows", input::ROWS, Inherit::Always),
        fixed("Reading", input::READ, Inherit::Always),
        listed("Options of kinds", kind_flags()),
        fixed("Labels", axes::LABELS, Inherit::No),
        fixed("Axes", axes::AXES, Inherit::No),
        fixed("Names and order", name::NAMES, Inherit::No),
        fixed("Marks", look::MARKS, Inherit::No),
        preset("Looks", look::LOOKS),
        preset("Size", look::SIZES),
        listed("Annotations", annotation_flags()),
        fixed("Composition", output::COMPOSITION, Inherit::No),
        fixed("Large data", large::LARGE, Inherit::No),
        fixed("Pages", page::PAGE, Inherit::No),
        fixed("Output", output::OUTPUT, Inherit::No),
        fixed("Manners", output::MANNERS, Inherit::No),
    ]
}

/// All flags of `plot`.
pub(crate) fn plot_flags() -> Vec<Flag> {
    plot_groups().iter().flat_map(|group| group.flags.iter().cloned()).collect()
}

/// Groups of the flags of `render`: what can be said of a finished figure.
pub(crate) fn render_groups() -> Vec<Group> {
    const FITTING: [&str; 8] =
        ["Labels", "Axes", "Marks", "Looks", "Size", "Composition", "Output", "Manners"];
    plot_groups().into_iter().filter(|group| FITTING.contains(&group.title)).collect()
}

/// Flags of a command or kind.
pub(crate) fn flags_of(command: &str) -> Vec<Flag> {
    let groups = match command {
        "render" => render_groups(),
        "extract" => extract_groups(),
        "info" => info_groups(),
        name if name == "plot" || kind::find(name).is_ok() => plot_groups(),
        _ => Vec::new(),
    };
    groups.iter().flat_map(|group| group.flags.iter().cloned()).collect()
}

/// The options of all kinds, each once.
fn kind_flags() -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    for param in kind::KINDS.iter().flat_map(|kind| kind.params()) {
        if !flags.iter().any(|flag| flag.name == param.name) {
            flags.push(Flag::option(param, &takers(param.name)));
        }
    }
    flags
}

/// The kinds that take an option.
pub(crate) fn takers(option: &str) -> Vec<&'static str> {
    let takes = |kind: &&&dyn Kind| kind.params().iter().any(|param| param.name == option);
    kind::KINDS.iter().filter(takes).map(|kind| kind.name()).collect()
}

fn annotation_flags() -> Vec<Flag> {
    let flag = |kind: &&'static dyn Kind| {
        let flag = Flag::annotation(*kind, kind.annotation()?);
        let rows = measure::text_of_rows(flag.name);
        Some(Flag { help: flag.help + rows, ..flag })
    };
    kind::KINDS.iter().filter_map(flag).collect()
}

/// Everything. Arguments of a command are built when it is asked for.
pub(crate) fn root() -> Command {
    let kinds = kind::KINDS.iter().filter(|kind| kind.annotation().is_none());
    let width = kinds.clone().map(|kind| kind.name().len()).max().unwrap_or(0);
    let row = |kind: &&dyn Kind| format!("  {:<width$} {}", kind.name(), kind.summary());
    let rows: Vec<String> = kinds.clone().map(row).collect();
    let commands =
        COMMANDS.iter().map(|(name, about, build)| Command::new(*name).about(*about).defer(*build));
    Command::new("vizcli")
        .version(env!("CARGO_PKG_VERSION"))
        .about("A plot from a file, in one command")
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand_value_name("COMMAND|KIND")
        .override_usage("vizcli COMMAND|KIND [FILE…] [FLAG…]")
        .subcommands(commands)
        .subcommands(kinds.map(|kind| {
            let aliases = kind.aliases().iter().copied();
            Command::new(kind.name())
                .about(sentence(kind.summary()))
                .aliases(aliases)
                .hide(true)
                .defer(plot)
        }))
        .subcommand(Command::new("man").hide(true).defer(man))
        .after_help(format!(
            "Kinds: vizcli KIND FILE… = vizcli plot --kind KIND FILE…\n{}\n\n{EXAMPLES}",
            rows.join("\n")
        ))
}

const EXAMPLES: &str = "\
Examples:
  vizcli plot sales.csv                               what it shows, drawn in the terminal
  vizcli line sales.csv -x month -y revenue --by shop -o sales.svg
  vizcli info sales.csv                               its columns
  vizcli COMMAND --help                               all flags, with examples";

/// Name, purpose and arguments of the commands.
#[expect(clippy::type_complexity, reason = "a table: name, purpose, arguments")]
static COMMANDS: &[(&str, &str, fn(Command) -> Command)] = &[
    ("plot", "Draw; the kind is chosen from the columns unless --kind says it", plot),
    ("render", "Draw from a spec: a JSON figure, or any picture that vizcli drew", render),
    ("extract", "The rows behind a picture, or its spec", extract),
    ("info", "Columns, types, ranges, missing values, and a first command to try", info),
    ("kinds", "The kinds of plots", listing),
    ("cmaps", "The colour maps", listing),
    ("palettes", "The palettes", listing),
    ("themes", "The themes", listing),
    ("completions", "Completion for a shell", completions),
];

/// Names of the commands.
pub(crate) fn names() -> Vec<&'static str> {
    COMMANDS.iter().map(|(name, ..)| *name).collect()
}

/// With a capital letter.
pub(crate) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// One command with its arguments, for its help. With `all`, nothing is left out.
pub(crate) fn single(name: &str, all: bool) -> Option<Command> {
    let mut root = root();
    let found = root.find_subcommand_mut(name)?;
    let mut command = std::mem::replace(found, Command::new(""));
    command.build();
    command = command.bin_name(format!("vizcli {name}"));
    if all {
        command = command.mut_args(|arg| arg.hide_short_help(false));
        if let Some(examples) = command.get_after_long_help().cloned() {
            command = command.after_help(examples);
        }
    }
    Some(command)
}

fn plot(command: Command) -> Command {
    let kind = kind::find(command.get_name()).ok();
    let mut groups = plot_groups();
    for group in groups.iter_mut().filter(|group| group.title == "Options of kinds") {
        if let Some(kind) = kind {
            let mine = |flag: &Flag| kind.params().iter().any(|param| param.name == flag.name);
            group.flags.to_mut().sort_by_key(|flag| !mine(flag));
        }
    }
    let hidden = |flag: &Flag| {
        let foreign = |kind: &dyn Kind| kind.params().iter().all(|param| param.name != flag.name);
        matches!(flag.act, super::flag::Act::Option(_)) && kind.is_some_and(foreign)
    };
    let name = command.get_name().to_owned();
    with_groups(command, &groups, hidden)
        .override_usage(format!(
            "vizcli {name} [FILE…] [FLAG…] [--overlay [KIND] [FLAG…]] [+ [KIND] [FILE…] [FLAG…]]"
        ))
        .arg(files("Data: files, globs, folders, - for standard input"))
        .after_long_help(kind.map_or_else(|| PLOT_EXAMPLES.to_owned(), kind_help))
}

const PLOT_EXAMPLES: &str = "\
Examples:
  vizcli plot sales.csv -x month -y revenue --by shop
  vizcli plot sales.csv -x month -y revenue --agg sum -o sales.png -o sales.svg
  vizcli plot d.csv -x year -y a --overlay --kind scatter --color red + hist d.csv -y b --cols 2
  cat d.csv | vizcli plot -x year -y a --vline 1963='Vaccine' > d.svg

Flags that appear in an environment variable VIZCLI_NAME (VIZCLI_THEME=dark) or in the file
$XDG_CONFIG_HOME/vizcli/config.toml (theme = \"dark\") hold for every plot: those of Looks and Size.";

/// Guide and examples of a kind.
pub(crate) fn kind_help(kind: &dyn Kind) -> String {
    let mut text = format!("{}\n\nExamples:", kind.guide());
    for example in kind.examples() {
        let _ = write!(text, "\n  {}\n    vizcli {}", example.summary, example.command);
    }
    text
}

fn render(command: Command) -> Command {
    with_groups(command, &render_groups(), |_| false)
        .override_usage("vizcli render FIGURE… [FLAG…] [--overlay FIGURE] [+ FIGURE]")
        .arg(files("JSON figures, or pictures that vizcli drew: SVG, PNG, HTML"))
        .after_long_help(
            "Examples:\n  vizcli render m.svg -o m.png --scale 2\n  \
             vizcli render m.png -o m.html --theme dark\n  \
             vizcli plot d.csv --print-spec > d.json; vizcli render d.json -o d.svg",
        )
}

fn extract(command: Command) -> Command {
    let spec = Arg::new("spec")
        .long("spec")
        .action(ArgAction::SetTrue)
        .help("The spec as JSON instead of the rows");
    with_groups(command, &extract_groups(), |_| false)
        .override_usage("vizcli extract FIGURE [-o FILE] [--spec]")
        .arg(files("A picture that vizcli drew, or a JSON figure"))
        .arg(spec)
        .after_long_help(
            "Examples:\n  vizcli extract m.png\n  vizcli extract m.svg -o m.parquet\n  \
             vizcli extract m.svg --spec > m.json",
        )
}

/// Flags of `extract`.
pub(crate) fn extract_groups() -> Vec<Group> {
    let mut groups = plot_groups();
    groups.retain(|group| ["Output", "Manners"].contains(&group.title));
    for group in &mut groups {
        group
            .flags
            .to_mut()
            .retain(|flag| !["embed", "explain", "print-spec"].contains(&flag.name));
    }
    groups
}

fn info(command: Command) -> Command {
    with_groups(command, &info_groups(), |_| false)
        .override_usage("vizcli info FILE… [FLAG…]")
        .arg(files("Data: files, globs, folders, - for standard input"))
}

/// Flags of `info`.
pub(crate) fn info_groups() -> Vec<Group> {
    let mut groups = plot_groups();
    groups.retain(|group| ["Reading", "Rows", "Manners"].contains(&group.title));
    for group in &mut groups {
        group.flags.to_mut().retain(|flag| flag.name != "allow-empty");
    }
    groups
}

fn listing(command: Command) -> Command {
    command
        .arg(Arg::new("NAME").num_args(0..).help("Only these"))
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help("As JSON"))
}

fn completions(command: Command) -> Command {
    let shell = Arg::new("SHELL").required(true).value_parser(super::complete::SHELLS.to_vec());
    command.arg(shell.help("The shell")).after_help(
        "Examples:\n  vizcli completions bash > ~/.local/share/bash-completion/completions/vizcli\n  \
         vizcli completions zsh > ~/.zfunc/_vizcli\n  \
         vizcli completions fish > ~/.config/fish/completions/vizcli.fish",
    )
}

fn man(command: Command) -> Command {
    command
        .about("Write man/, completions/ and docs/figure.schema.json into a folder")
        .arg(Arg::new("DIR").required(true).value_hint(ValueHint::DirPath))
}

fn files(help: &'static str) -> Arg {
    Arg::new("FILE").num_args(0..).value_hint(ValueHint::FilePath).help(help)
}

fn with_groups(mut command: Command, groups: &[Group], hidden: impl Fn(&Flag) -> bool) -> Command {
    const BRIEF: [&str; 6] =
        ["Columns", "Rows", "Options of kinds", "Labels", "Composition", "Output"];
    for group in groups {
        let brief = BRIEF.contains(&group.title);
        command = command.next_help_heading(group.title);
        for flag in group.flags.iter() {
            command = command.arg(arg(flag).hide(hidden(flag)).hide_short_help(!brief));
            if let Some(name) = flag.negation() {
                let aliases = flag.hidden().into_iter().map(|alias| format!("no-{alias}"));
                let off = switch(Arg::new(name.clone()), "false").long(name).hide(true);
                command = command.arg(off.aliases(aliases));
            }
        }
    }
    command
        .next_help_heading(None)
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::HelpShort)
                .help("Print the common flags; --help: all flags, with examples"),
        )
        .after_help("--help shows all flags, with examples.")
}

fn switch(arg: Arg, value: &'static str) -> Arg {
    arg.action(ArgAction::Append).num_args(0).default_missing_value(value)
}

pub(crate) fn arg(flag: &Flag) -> Arg {
    let mut arg = Arg::new(flag.name).long(flag.name).help(flag.help.to_string());
    arg = arg.aliases(flag.hidden());
    if let Some(letter) = flag.short {
        arg = arg.short(letter);
    }
    if matches!(flag.offer, Offer::Files) {
        arg = arg.value_hint(ValueHint::FilePath);
    }
    if flag.is_switch() {
        return switch(arg, "true");
    }
    arg.action(ArgAction::Append).num_args(1).value_name(flag.value)
}

/// What was given, in the order of the line: indices of flags, and values.
pub(crate) fn given(matches: &ArgMatches, flags: &[Flag]) -> Vec<(usize, String)> {
    let mut all: Vec<(usize, usize, String)> = Vec::new();
    for (index, flag) in flags.iter().enumerate() {
        for id in std::iter::once(flag.name.to_owned()).chain(flag.negation()) {
            let Ok(Some(values)) = matches.try_get_many::<String>(&id) else { continue };
            let places = matches.indices_of(&id).into_iter().flatten();
            all.extend(places.zip(values).map(|(place, value)| (place, index, value.clone())));
        }
    }
    all.sort_by_key(|(place, ..)| *place);
    all.into_iter().map(|(_, index, value)| (index, value)).collect()
}

/// The positional words.
pub(crate) fn words(matches: &ArgMatches, name: &str) -> Vec<String> {
    match matches.try_get_many::<String>(name) {
        Ok(Some(words)) => words.cloned().collect(),
        _ => Vec::new(),
    }
}
