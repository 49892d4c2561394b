//! What a column can be mapped to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something a mark shows. `X2`, `Y2` are the far ends of intervals.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(into = "String", try_from = "String")]
#[schemars(with = "String")]
pub enum Channel {
    /// Horizontal place.
    X,
    /// Vertical place.
    Y,
    /// Far end of a horizontal interval.
    X2,
    /// Far end of a vertical interval.
    Y2,
    /// The series a row belongs to; gives colour and a legend.
    By,
    /// Colour from a value.
    Color,
    /// Area from a value.
    Size,
    /// Words.
    Text,
    /// Row of a facet grid.
    Row,
    /// Column of a facet grid, or the panel of a wrapped one.
    Col,
    /// Value of a cell: of a grid, a heat map, a hexagon.
    Z,
    /// Length of an error below y, or both ways.
    YErr,
    /// Length of an error above y.
    YErr2,
    /// Length of an error left of x, or both ways.
    XErr,
    /// Length of an error right of x.
    XErr2,
    /// Rows that are one line or polygon, without a colour of their own.
    Part,
    /// One edge of a shape within the slot of a category, from its middle: 0.5 is half a slot.
    Offset,
    /// The other edge.
    Offset2,
    /// Where a flow from x goes.
    To,
    /// Length of an arrow along x.
    U,
    /// Length of an arrow along y.
    V,
    /// An unmapped key: a control in a page, panels elsewhere. In the order of `Plot::widgets`.
    Key(u8),
}

/// Channels by their names in a spec; unmapped keys are `key0`, `key1`, …
const NAMES: [(Channel, &str); 21] = [
    (Channel::X, "x"),
    (Channel::Y, "y"),
    (Channel::X2, "x2"),
    (Channel::Y2, "y2"),
    (Channel::By, "by"),
    (Channel::Color, "color"),
    (Channel::Size, "size"),
    (Channel::Text, "text"),
    (Channel::Row, "row"),
    (Channel::Col, "col"),
    (Channel::Z, "z"),
    (Channel::YErr, "yerr"),
    (Channel::YErr2, "yerr2"),
    (Channel::XErr, "xerr"),
    (Channel::XErr2, "xerr2"),
    (Channel::Part, "part"),
    (Channel::Offset, "offset"),
    (Channel::Offset2, "offset2"),
    (Channel::To, "to"),
    (Channel::U, "u"),
    (Channel::V, "v"),
];

impl From<Channel> for String {
    fn from(channel: Channel) -> Self {
        match NAMES.iter().find(|(known, _)| *known == channel) {
            Some((_, name)) => (*name).into(),
            None => match channel {
                Channel::Key(number) => format!("key{number}"),
                _ => Self::new(),
            },
        }
    }
}

impl TryFrom<String> for Channel {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let key = || name.strip_prefix("key")?.parse().ok().map(Self::Key);
        let known = NAMES.iter().find(|(_, known)| *known == name).map(|(channel, _)| *channel);
        known.or_else(key).ok_or_else(|| format!("no channel \"{name}\""))
    }
}

/// How a channel gets its values: from a column, or one constant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Encoding {
    /// The column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The constant: a number, a text, or a time as ISO 8601 text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
    /// What the axis or legend is called, when not by the column's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

impl Encoding {
    /// From a column.
    pub fn field(name: impl Into<String>) -> Self {
        Self { field: Some(name.into()), ..Self::default() }
    }

    /// One constant.
    pub fn value(value: impl Into<serde_json::Value>) -> Self {
        Self { value: Some(value.into()), ..Self::default() }
    }

    /// Its column; what it is called where that is one that no file has.
    #[must_use]
    pub fn called(&self) -> Option<&str> {
        let own = self.field.as_deref().filter(|field| !field.starts_with('\0'));
        own.or(self.title.as_deref())
    }

    /// With another title.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }
}
