//! Parts of a time: `date.month` is a column wherever a column stands.

use super::{Schema, Type};

/// A part of a time, with pandas' names.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Year.
    Year,
    /// Quarter, 1 to 4.
    Quarter,
    /// Month, 1 to 12.
    Month,
    /// ISO 8601 week, 1 to 53.
    Week,
    /// Day of the month, 1 to 31.
    Day,
    /// Hour, 0 to 23.
    Hour,
    /// Minute.
    Minute,
    /// Second.
    Second,
    /// Day of the week, 0 (Monday) to 6.
    Dayofweek,
    /// Day of the year, 1 to 366.
    Dayofyear,
    /// The day without the clock.
    Date,
    /// January to December.
    MonthName,
    /// Monday to Sunday.
    DayName,
}

/// Every part by its name, in the order that messages list.
const PARTS: [(&str, Part); 17] = [
    ("year", Part::Year),
    ("quarter", Part::Quarter),
    ("month", Part::Month),
    ("week", Part::Week),
    ("day", Part::Day),
    ("hour", Part::Hour),
    ("minute", Part::Minute),
    ("second", Part::Second),
    ("dayofweek", Part::Dayofweek),
    ("weekday", Part::Dayofweek),
    ("day_of_week", Part::Dayofweek),
    ("dayofyear", Part::Dayofyear),
    ("day_of_year", Part::Dayofyear),
    ("weekofyear", Part::Week),
    ("date", Part::Date),
    ("month_name", Part::MonthName),
    ("day_name", Part::DayName),
];

/// What `NAME.PART` asks for, when `NAME` is a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked<'a> {
    /// A part of a column of times.
    Part(&'a str, Part),
    /// No part of times is called so.
    Unknown(&'a str, &'a str),
    /// A part, of a column that holds something else.
    NoTime(&'a str, Type),
}

/// The months of a year.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// The days of a week.
pub const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Part {
    /// The part called `name`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        PARTS.iter().find(|(known, _)| *known == name).map(|&(_, part)| part)
    }

    /// The names of all parts.
    pub fn names() -> impl Iterator<Item = &'static str> + Clone {
        PARTS.iter().map(|(name, _)| *name)
    }

    /// What its values are.
    #[must_use]
    pub fn kind(self) -> Type {
        match self {
            Self::Date => Type::Time,
            Self::MonthName | Self::DayName => Type::Category,
            _ => Type::Integer,
        }
    }

    /// The names of its values, in the order of the calendar.
    #[must_use]
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::MonthName => &MONTHS,
            Self::DayName => &DAYS,
            _ => &[],
        }
    }

    /// What the name of a column that is not in `schema` asks for.
    #[must_use]
    pub fn asked<'a>(name: &'a str, schema: &Schema) -> Option<Asked<'a>> {
        if schema.get(name).is_some() {
            return None;
        }
        let (column, part) = name.rsplit_once('.')?;
        let kind = schema.get(column)?.kind;
        match Self::find(part) {
            Some(part) if kind == Type::Time => Some(Asked::Part(column, part)),
            Some(_) => Some(Asked::NoTime(column, kind)),
            None if kind == Type::Time => Some(Asked::Unknown(column, part)),
            None => None,
        }
    }
}
