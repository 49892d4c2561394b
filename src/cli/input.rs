//! Flags about the data: how files are read, which rows, which columns.

use super::flag::{Flag, Given, Offer};
use super::sel::{isel, sel};
use crate::error::Result;
use crate::kind;
use crate::source::FORMATS;
use crate::spec::{
    AGGS, Agg, AggRequest, Channel, Encoding, Layer, ReadOptions, Transform, Widget,
};

/// Names of the input formats.
pub(crate) fn formats() -> Vec<&'static str> {
    FORMATS.iter().map(|format| format.name()).collect()
}

/// Names of the kinds that draw data.
pub(crate) fn kinds() -> Vec<&'static str> {
    kind::KINDS.iter().filter(|k| k.annotation().is_none()).map(|k| k.name()).collect()
}

fn read(layer: &mut Layer) -> &mut ReadOptions {
    &mut layer.data.get_or_insert_default().read
}

/// How files are read.
pub(crate) static READ: &[Flag] = &[
    Flag::layer(
        "input-format",
        "NAME",
        "Read as this format instead of looking at the content",
        |layer, given| {
            read(layer).format = Some(given.choice(&formats())?.to_owned());
            Ok(())
        },
    )
    .offer(Offer::Words(formats)),
    Flag::layer(
        "var",
        "NAME[,NAME]",
        "Variables of a gridded file, by name or path [default: those on the most dimensions]",
        |layer, given| {
            read(layer).variables.extend(given.names()?);
            Ok(())
        },
    ),
    Flag::layer(
        "triangles",
        "FILE",
        "A table whose rows name three rows of FILE each, from 0: the corners of a triangle (for trimesh)",
        |layer, given| {
            read(layer).triangles = Some(given.text()?);
            Ok(())
        },
    ),
    Flag::layer(
        "delimiter",
        "CHAR",
        "What separates fields: one character, or tab, comma, semicolon, pipe, space",
        |layer, given| {
            read(layer).delimiter = Some(delimiter(given)?);
            Ok(())
        },
    )
    .alias(&["sep"]),
    Flag::layer(
        "header",
        "",
        "The first line names the columns (--no-header: it does not) [default: as it looks]",
        |layer, given| {
            read(layer).header = Some(given.on());
            Ok(())
        },
    ),
    Flag::layer(
        "parse-dates",
        "COL[=FORMAT]",
        "Read a column as times, in any known format or this one (%d.%m.%Y)",
        |layer, given| {
            let (columns, format) = match given.value.split_once('=') {
                Some((column, format)) => (vec![column.trim().to_owned()], format),
                None => (given.names()?, ""),
            };
            for column in columns {
                read(layer).parse_dates.insert(column, format.to_owned());
            }
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer("dayfirst", "", "Read 01/02/2020 as 1 February", |layer, given| {
        read(layer).dayfirst = given.on();
        Ok(())
    }),
    Flag::layer("na-values", "WORD[,WORD]", "More words that mean \"missing\"", |layer, given| {
        read(layer).na_values.extend(given.names()?);
        Ok(())
    }),
    Flag::layer(
        "keep-default-na",
        "",
        "Take NA, null, NaN and the like as missing; --no-keep-default-na: only --na-values [default: yes]",
        |layer, given| {
            read(layer).no_default_na = !given.on();
            Ok(())
        },
    ),
];

/// Which rows.
pub(crate) static ROWS: &[Flag] = &[
    Flag::layer(
        "rename",
        "OLD=NEW",
        "Call a column otherwise, before anything else; repeatable",
        |layer, given| {
            let (column, into) = given.pair("OLD=NEW")?;
            layer.transforms.push(Transform::Rename { column, into });
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer(
        "sel",
        "COL=VALUE",
        "Keep rows of one value, or of a range (year=1930..1960); on a grid, lat=~52.3 takes the nearest; repeatable",
        |layer, given| {
            layer.transforms.push(sel(given)?);
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer(
        "isel",
        "DIM=I",
        "Keep places of a grid's dimension by number, from 0 or from -1 at the end, or I..J without J; repeatable",
        |layer, given| {
            layer.transforms.push(isel(given)?);
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer(
        "reduce",
        "DIM=F",
        "Combine the cells of a grid along a dimension: mean, sum, min, max, median, std, …; repeatable",
        |layer, given| {
            let (column, name) = given.pair("DIM=FUNCTION, as in time=mean")?;
            layer.transforms.push(Transform::Reduce { column, agg: Agg::parse(&name)? });
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer(
        "where",
        "EXPR",
        "Keep rows where a SQL expression is true: \"year >= 1930 and state in ('Ohio', 'Utah')\"",
        |layer, given| {
            layer.transforms.push(Transform::Where(given.text()?));
            Ok(())
        },
    )
    .alias(&["query"]),
    Flag::layer(
        "derive",
        "NAME=EXPR",
        "Add a column from a SQL expression: rate=a/b*100",
        |layer, given| {
            let (name, expr) = given.pair("NAME=EXPRESSION, as in rate=a/b*100")?;
            layer.transforms.push(Transform::Derive { name, expr });
            Ok(())
        },
    ),
];

/// Which columns, and what is made of them.
pub(crate) static COLUMNS: &[Flag] = &[
    Flag::layer(
        "kind",
        "KIND",
        "Kind of plot; chosen from the columns if not named (see `vizcli kinds`)",
        |layer, given| {
            let wanted = given.value.to_lowercase();
            kind::find(&wanted)?.name().clone_into(&mut layer.kind);
            Ok(())
        },
    )
    .short('k')
    .offer(Offer::Words(kinds)),
    Flag::layer(
        "x",
        "COL",
        "Column along x [default: first group key, time, increasing column, or row number]",
        |layer, given| field(layer, Channel::X, given),
    )
    .short('x')
    .offer(Offer::Columns),
    Flag::layer(
        "y",
        "COL[,COL]",
        "Columns along y; several become series [default: all numbers not used otherwise]",
        |layer, given| {
            layer.ys.extend(given.names()?);
            Ok(())
        },
    )
    .short('y')
    .offer(Offer::Columns),
    Flag::layer("to", "COL", "Where flows from x go", |layer, given| {
        field(layer, Channel::To, given)
    })
    .alias(&["target"])
    .offer(Offer::Columns),
    Flag::layer("z", "COL", "Value of a cell: of a heat map, of hexagons", |layer, given| {
        field(layer, Channel::Z, given)
    })
    .alias(&["C"])
    .offer(Offer::Columns),
    Flag::layer(
        "by",
        "COL[,COL]",
        "One coloured series per value, with a legend",
        |layer, given| {
            let names = given.names()?.join(",");
            let by = layer.encodings.entry(Channel::By).or_default();
            by.field = Some(match by.field.take() {
                Some(before) => format!("{before},{names}"),
                None => names,
            });
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer("color-by", "COL", "Colour from a column", |layer, given| {
        field(layer, Channel::Color, given)
    })
    .alias(&["c"])
    .offer(Offer::Columns),
    Flag::layer("size-by", "COL", "Area of points from a column", |layer, given| {
        field(layer, Channel::Size, given)
    })
    .alias(&["s"])
    .offer(Offer::Columns),
    Flag::plot("row", "COL", "One row of panels per value, with shared axes", |plot, given| {
        plot.facet.row = Some(given.text()?);
        Ok(())
    })
    .offer(Offer::Columns),
    Flag::plot("col", "COL", "One column of panels per value, with shared axes", |plot, given| {
        plot.facet.col = Some(given.text()?);
        Ok(())
    })
    .offer(Offer::Columns),
    Flag::plot("col-wrap", "N", "Panels per line of --col without --row", |plot, given| {
        plot.facet.wrap = Some(given.count("a number of panels")?);
        Ok(())
    }),
    Flag::plot(
        "subplots",
        "",
        "One panel per series instead of one colour per series",
        |plot, given| {
            plot.facet.subplots = given.on();
            Ok(())
        },
    ),
    Flag::plot(
        "widget",
        "COL[,COL]",
        "A control in a page (drop-down or slider), panels elsewhere",
        |plot, given| {
            plot.widgets.extend(given.names()?.into_iter().map(|field| Widget { field }));
            Ok(())
        },
    )
    .offer(Offer::Columns),
    Flag::layer(
        "group-by",
        "COL[,COL]",
        "Key columns: with --agg the groups, without it one slice each",
        |layer, given| {
            layer.group.keys.extend(given.names()?);
            Ok(())
        },
    )
    .alias(&["groupby"])
    .offer(Offer::Columns),
    Flag::layer(
        "agg",
        "F[,F]|COL=F",
        "Aggregate: sum, mean, median, count, q25, … of every y, or of one column",
        |layer, given| {
            for item in given.names()? {
                layer.group.aggs.push(aggregate(&item)?);
            }
            Ok(())
        },
    )
    .alias(&["aggregate"])
    .offer(Offer::Words(aggregates)),
    Flag::layer(
        "no-sort",
        "",
        "Groups in order of appearance instead of sorted",
        |layer, given| {
            layer.group.no_sort = given.on();
            Ok(())
        },
    ),
    Flag::layer(
        "min-count",
        "N",
        "A group with fewer present values is missing",
        |layer, given| {
            layer.group.min_count = Some(given.count("a number of values")?);
            Ok(())
        },
    ),
    Flag::layer(
        "sort",
        "[-]COL[,…]",
        "Order of the rows at the end; -COL: descending",
        |layer, given| {
            layer.sort.extend(given.names()?);
            Ok(())
        },
    )
    .offer(Offer::Columns),
];

fn field(layer: &mut Layer, channel: Channel, given: &Given<'_>) -> Result<()> {
    layer.encodings.insert(channel, Encoding::field(given.text()?));
    Ok(())
}

fn aggregates() -> Vec<&'static str> {
    AGGS.iter().map(|(name, ..)| *name).collect()
}

fn aggregate(item: &str) -> Result<AggRequest> {
    let (column, name) = match item.rsplit_once('=') {
        Some((column, name)) => (Some(column.trim().to_owned()), name.trim()),
        None => (None, item),
    };
    Ok(AggRequest { column, agg: Agg::parse(name)? })
}

fn delimiter(given: &Given<'_>) -> Result<char> {
    let named = match given.value {
        "tab" | "\\t" => Some('\t'),
        "comma" => Some(','),
        "semicolon" => Some(';'),
        "pipe" => Some('|'),
        "space" => Some(' '),
        text => Some(text.chars()).filter(|c| c.clone().count() == 1).and_then(|mut c| c.next()),
    };
    named
        .filter(char::is_ascii)
        .ok_or_else(|| given.bad("one character, or tab, comma, semicolon, pipe, space"))
}

/// The order in which transforms are done, however the flags were ordered.
pub(crate) fn in_order(transforms: &mut [Transform]) {
    transforms.sort_by_key(|transform| match transform {
        Transform::Rename { .. } => 0,
        Transform::Sel { .. } | Transform::Isel { .. } => 1,
        Transform::Reduce { .. } => 2,
        Transform::Where(_) => 3,
        Transform::Derive { .. } => 4,
        _ => 5,
    });
}
