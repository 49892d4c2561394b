//! What is said when something fails in kinds, scales, layout and writers.

use super::{Error, ErrorKind};
use crate::spec::{Channel, Type};

/// Kinds.
impl Error {
    /// JSON that is no figure.
    #[must_use]
    pub fn not_a_figure(cause: serde_json::Error) -> Self {
        Self::new(ErrorKind::Format, "not a vizcli figure")
            .because(cause)
            .hint("`vizcli plot … --print-spec` prints one; the schema is docs/figure.schema.json")
    }

    /// A figure of a version to come.
    #[must_use]
    pub fn newer_figure(version: u32, known: u32) -> Self {
        let message = format!("the figure is of version {version}, newer than {known}");
        Self::new(ErrorKind::Unsupported, message).hint("draw it with a newer vizcli")
    }

    /// A plot of annotations alone.
    #[must_use]
    pub fn annotations_only() -> Self {
        Self::new(ErrorKind::Usage, "the plot has no data").hint("name a file")
    }

    /// Layers that cannot share an axis.
    #[must_use]
    pub fn mixed_axis(axis: &str) -> Self {
        let message = format!("one layer has words and another numbers on {axis}");
        Self::new(ErrorKind::Type, message)
            .hint("layers of one plot share their axes; put them side by side with + instead")
    }

    /// Letters that nobody can read.
    #[must_use]
    pub fn font_size(size: f64) -> Self {
        Self::new(ErrorKind::Usage, format!("a font of {size} px cannot be read"))
            .hint("give a size from 4 to 96")
    }

    /// A kind cannot do without a channel.
    #[must_use]
    pub fn missing_channel(kind: &str, channel: Channel) -> Self {
        let name = channel_name(channel);
        let what = match channel {
            Channel::To => format!("{kind} needs --to, the column that says where flows go"),
            Channel::U | Channel::V => format!(
                "{kind} needs --u and --v, the lengths of arrows along x and y, or --angle and --mag"
            ),
            _ => format!("{kind} needs --{name}"),
        };
        Self::new(ErrorKind::Usage, what)
            .hint(format!("name a column with --{name} COL; `vizcli info FILE` lists them"))
    }

    /// A wish for an axis of a kind that has none.
    #[must_use]
    pub fn no_axes(kind: &str, flag: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{kind} has no axes, and {flag} is about one"))
            .hint(format!("leave {flag} out"))
    }

    /// A channel that a kind does not show.
    #[must_use]
    pub fn unused_channel(kind: &str, channel: Channel) -> Self {
        let name = channel_name(channel);
        let error = Self::new(ErrorKind::Usage, format!("{kind} does not use --{name}"));
        match channel {
            Channel::X => {
                error.hint("the values are on x: name them with --y, and groups with --by")
            }
            Channel::By => error.hint("give each value a panel instead: --col COL"),
            Channel::Color => {
                error.hint("--by COL gives a colour per series; scatter and bar take --color-by")
            }
            Channel::XErr | Channel::XErr2 if kind.starts_with("bar") => {
                error.hint("--yerr is the error of the values, whichever way the bars run")
            }
            Channel::YErr | Channel::YErr2 | Channel::XErr | Channel::XErr2 => {
                error.hint("errorbars, line, step, scatter, points, bar and barh show errors")
            }
            _ => error.hint("`vizcli kinds` tells what each kind shows"),
        }
    }

    /// An aggregate of nothing.
    #[must_use]
    pub fn no_group_key(columns: &[&str]) -> Self {
        Self::new(ErrorKind::Usage, "--agg needs a column to group by")
            .hint(format!("add --group-by or --x; the columns are {}", super::list(columns, 12)))
    }

    /// Groups, and a column of which nothing was asked in them.
    #[must_use]
    pub fn not_aggregated(column: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("--agg says nothing of \"{column}\", which is on y"))
            .hint(format!("add it, as in --agg {column}=mean, or leave it out of --y"))
    }

    /// More values than a place can show.
    #[must_use]
    pub fn one_value(kind: &str, second: &str) -> Self {
        Self::new(
            ErrorKind::Usage,
            format!("{kind} shows one value in a place, and \"{second}\" would be a second"),
        )
        .hint("name one with --z and one function with --agg; draw the other beside it with +")
    }

    /// A column that both axes of y would measure.
    #[must_use]
    pub fn on_both_sides(column: &str) -> Self {
        let message = format!("\"{column}\" is on both axes, the left and the right");
        Self::new(ErrorKind::Usage, message).hint("name it with --y or with --y2, not with both")
    }

    /// A kind whose y is no measure.
    #[must_use]
    pub fn no_second_axis(kind: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("{kind} cannot be measured by an axis on the right"))
            .hint("line, step, scatter, area and bar take --y2 and --secondary")
    }

    /// An axis on the right of a plot whose y runs along the page.
    #[must_use]
    pub fn swapped_second_axis() -> Self {
        Self::new(ErrorKind::Usage, "an axis on the right needs y to run up the page")
            .hint("leave out --swap-axes, or draw two plots with +")
    }

    /// Layers on the right alone.
    #[must_use]
    pub fn nothing_on_the_left() -> Self {
        Self::new(ErrorKind::Usage, "all layers are on the right, and none on the left")
            .hint("give --secondary to the layer after --overlay only")
    }

    /// A column among several on y that has another task as well.
    #[must_use]
    pub fn used_twice(column: &str) -> Self {
        Self::new(
            ErrorKind::Usage,
            format!("\"{column}\" is used twice: among several columns on y, and elsewhere"),
        )
        .hint(format!("leave it out of --y, or draw a copy: --derive 'copy=\"{column}\"'"))
    }

    /// A column that is named twice among several on y.
    #[must_use]
    pub fn named_twice(column: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("\"{column}\" is named twice in --y"))
            .hint("name each column once")
    }

    /// A column that tells groups apart and is combined within them.
    #[must_use]
    pub fn key_and_value(column: &str) -> Self {
        Self::new(
            ErrorKind::Usage,
            format!("\"{column}\" tells groups apart, and is combined in each of them as well"),
        )
        .hint(format!(
            "name another column, draw a copy (--derive 'copy=\"{column}\"'), or count rows: \
             --agg size"
        ))
    }

    /// A column of the wrong type.
    #[must_use]
    pub fn channel_type(kind: &str, channel: Channel, column: &str, found: Type) -> Self {
        let name = channel_name(channel);
        let error = Self::new(
            ErrorKind::Type,
            format!("\"{column}\" is {}, and {kind} cannot have that on {name}", found.name()),
        );
        if channel == Channel::Y {
            error.hint(format!(
                "name a column of numbers with --y, or count rows: --agg size --group-by {column}"
            ))
        } else {
            error.hint(format!("name another column with --{name}; `vizcli info FILE` lists them"))
        }
    }

    /// Nothing that can be measured.
    #[must_use]
    pub fn no_numbers(columns: &[&str]) -> Self {
        Self::new(ErrorKind::Usage, "the data has no column of numbers to draw").hint(format!(
            "count rows instead: --group-by {} --agg size",
            columns.first().unwrap_or(&"COL")
        ))
    }

    /// A table that came out empty.
    #[must_use]
    pub fn no_rows(table: &str, steps: &[crate::spec::Transform]) -> Self {
        use crate::spec::Transform;
        let error = Self::empty(&format!("{table} has no rows"))
            .hint("`vizcli info FILE` shows what there is; name another file");
        let filter = steps.iter().rev().find_map(|step| match step {
            Transform::Where(expr) => Some(format!("--where {expr}")),
            Transform::Sel { column, .. } | Transform::Isel { column, .. } => {
                Some(format!("--sel {column}"))
            }
            _ => None,
        });
        match filter {
            Some(filter) => Self::empty(&format!("no row of {table} is left by {filter}"))
                .hint("try without it; `vizcli info FILE` shows the values that there are"),
            None => error,
        }
    }

    /// Bars on bars.
    #[must_use]
    pub fn repeated(what: &str, repeats: u64, x: &str, others: &[&str]) -> Self {
        let by = others.first().map_or(String::new(), |by| format!(", or --by {by}"));
        let rows = match repeats {
            1 => "1 row repeats".to_owned(),
            _ => format!("{repeats} rows repeat"),
        };
        Self::new(
            ErrorKind::Usage,
            format!("{what} would be drawn over each other: {rows} a value of {x}"),
        )
        .hint(if what == "slices" {
            format!("count rows with --value-counts {x}, or with --agg size; or add --agg sum")
        } else {
            format!("add --agg sum (or mean, …){by}")
        })
    }

    /// More panels than a picture holds.
    #[must_use]
    pub fn many_panels(count: usize, keys: &[&str]) -> Self {
        let (all, first) = (keys.join(","), keys.first().copied().unwrap_or_default());
        let name: Vec<String> = keys.iter().map(|key| format!("{{{key}}}")).collect();
        Self::new(
            ErrorKind::TooLarge,
            format!("{all} would make {count} panels, more than the 64 that a picture holds"),
        )
        .hint(format!(
            "one colour each: --by {all}; one of them: --sel {first}=VALUE; \
             a file each: -o 'x-{}.png'",
            name.join("-")
        ))
    }

    /// An option of a kind with a value that it does not take.
    #[must_use]
    pub fn option(name: &str, value: &str, takes: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("--{name} cannot be \"{value}\""))
            .hint(format!("it takes {takes}"))
    }

    /// A constant that does not fit the axis that it stands on.
    #[must_use]
    pub fn constant(value: &str, axis: &str, wanted: &str) -> Self {
        Self::new(ErrorKind::Usage, format!("\"{value}\" is no place on the {axis} axis"))
            .hint(format!("that axis shows {wanted}"))
    }
}

/// What users call a channel.
#[must_use]
pub fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::X => "x",
        Channel::Y => "y",
        Channel::X2 => "x2",
        Channel::Y2 => "y-lower",
        Channel::By => "by",
        Channel::Color => "color-by",
        Channel::Size => "size-by",
        Channel::Text => "text",
        Channel::Row => "row",
        Channel::Col => "col",
        Channel::Z => "z",
        Channel::YErr | Channel::YErr2 => "yerr",
        Channel::XErr | Channel::XErr2 => "xerr",
        Channel::Part => "part",
        Channel::Offset | Channel::Offset2 => "offset",
        Channel::To => "to",
        Channel::U => "u",
        Channel::V => "v",
        Channel::Key(_) => "widget",
    }
}
