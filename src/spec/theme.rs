//! Size and look.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::color::Color;

/// Size of the figure in pixels at scale 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Width of the data area, which then decides the figure's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame_width: Option<f64>,
    /// Height of the data area, which then decides the figure's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame_height: Option<f64>,
    /// Multiplies the finished picture, never the layout.
    pub scale: f64,
    /// Physical density of pixel outputs; 96 times `scale` when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dpi: Option<f64>,
}

impl Default for Size {
    fn default() -> Self {
        Self {
            width: 800.0,
            height: 500.0,
            frame_width: None,
            frame_height: None,
            scale: 1.0,
            dpi: None,
        }
    }
}

/// Look, by name, with what the user wants otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Theme {
    /// `light`, `dark`, or `auto`: light, but in a page as its reader's other pages are.
    pub name: String,
    /// Background colour; `none` for transparent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bgcolor: Option<String>,
    /// Size of tick labels in pixels; other sizes follow in proportion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fontsize: Option<f64>,
}

impl Default for Theme {
    fn default() -> Self {
        Self { name: AUTO.into(), bgcolor: None, fontsize: None }
    }
}

/// The theme that leaves the choice to readers of pages.
const AUTO: &str = "auto";

impl Theme {
    /// Whether a page may follow its reader's setting.
    #[must_use]
    pub fn follows_reader(&self) -> bool {
        self.name == AUTO && self.bgcolor.is_none()
    }
}

/// The colours and sizes that a theme stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// True when the background is dark: palettes have a list for it.
    pub dark: bool,
    /// Figure.
    pub bg: Color,
    /// True when the background is not painted.
    pub transparent: bool,
    /// Title, legend, annotation.
    pub ink: Color,
    /// Ticks, axis titles, rules.
    pub ink2: Color,
    /// Axis line, tick marks, caption.
    pub ink3: Color,
    /// Grid.
    pub grid: Color,
    /// Context lines, missing cells.
    pub mute: Color,
    /// Multiplies all font sizes.
    pub font: f64,
}

/// A theme and its one line of description.
#[derive(Clone, Copy, Debug)]
pub struct ThemeEntry {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub summary: &'static str,
    /// Its look.
    pub look: Look,
}

/// The look on white.
const LIGHT: Look = Look {
    dark: false,
    bg: Color::hex(0xff_ff_ff),
    transparent: false,
    ink: Color::hex(0x1f_24_2b),
    ink2: Color::hex(0x57_60_6c),
    ink3: Color::hex(0x8a_93_9e),
    grid: Color::hex(0xe4_e7_eb),
    mute: Color::hex(0xd5_d9_df),
    font: 1.0,
};

/// All themes.
pub static THEMES: &[ThemeEntry] = &[
    ThemeEntry {
        name: AUTO,
        summary: "light; pages follow their reader's setting; the default",
        look: LIGHT,
    },
    ThemeEntry { name: "light", summary: "dark ink on white", look: LIGHT },
    ThemeEntry {
        name: "dark",
        summary: "light ink on a dark ground, for screens",
        look: Look {
            dark: true,
            bg: Color::hex(0x15_18_1d),
            transparent: false,
            ink: Color::hex(0xe8_ea_ed),
            ink2: Color::hex(0xa4_ac_b6),
            ink3: Color::hex(0x7b_84_90),
            grid: Color::hex(0x2b_30_38),
            mute: Color::hex(0x3a_41_4b),
            font: 1.0,
        },
    },
];
