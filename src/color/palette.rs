//! Palettes: lists of colours for categories.

use super::Color;

/// A palette: its name, what it is for, and its colours on a light and on a dark ground.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// What `--palette` calls it.
    pub name: &'static str,
    /// One line of help.
    pub summary: &'static str,
    /// In order, for a light ground.
    pub light: &'static [Color],
    /// In order, for a dark ground.
    pub dark: &'static [Color],
}

impl Palette {
    /// The list for a ground.
    #[must_use]
    pub fn colors(&self, dark: bool) -> &'static [Color] {
        if dark { self.dark } else { self.light }
    }
}

/// The palette called `name`, whatever its case.
#[must_use]
pub fn find(name: &str) -> Option<&'static Palette> {
    PALETTES.iter().find(|p| p.name.eq_ignore_ascii_case(name))
}

/// Share of the ground in the colours of the second ring.
const RING: f64 = 0.45;

/// `n` colours from `colors`: the list itself, then a lighter ring of it (mixed 45 % with the
/// ground), then both again.
#[must_use]
pub fn cycle(colors: &[Color], n: usize, ground: Color) -> Vec<Color> {
    let ring = colors.iter().map(|c| c.mix(Color { a: c.a, ..ground }, RING));
    colors.iter().copied().chain(ring).cycle().take(n).collect()
}

const fn list<const N: usize>(hex: [u32; N]) -> [Color; N] {
    let mut colors = [Color::BLACK; N];
    let mut i = 0;
    while i < N {
        colors[i] = Color::hex(hex[i]);
        i += 1;
    }
    colors
}

static VIZCLI: [Color; 10] = list([
    0x33_88_d6, 0xf5_9c_0c, 0xbd_1f_01, 0x7d_2a_b0, 0x94_a4_a2, 0xa9_6b_59, 0xe7_63_00, 0xb9_ac_70,
    0x6a_6e_7a, 0x74_c8_d0,
]);
static VIZCLI_DARK: [Color; 10] = list([
    0x4f_9d_e8, 0xff_b0_2e, 0xe0_45_2a, 0x9f_5b_dc, 0xb6_c4_c2, 0xb9_83_71, 0xf9_78_1b, 0xd2_c6_7e,
    0x85_8b_9c, 0x93_e0_e8,
]);
static OKABE_ITO: [Color; 8] = list([
    0xe6_9f_00, 0x56_b4_e9, 0x00_9e_73, 0xf0_e4_42, 0x00_72_b2, 0xd5_5e_00, 0xcc_79_a7, 0x00_00_00,
]);
// Black cannot be seen on a dark ground: white stands in.
static OKABE_ITO_DARK: [Color; 8] = list([
    0xe6_9f_00, 0x56_b4_e9, 0x00_9e_73, 0xf0_e4_42, 0x00_72_b2, 0xd5_5e_00, 0xcc_79_a7, 0xff_ff_ff,
]);
static TABLEAU10: [Color; 10] = list([
    0x4e_79_a7, 0xf2_8e_2c, 0xe1_57_59, 0x76_b7_b2, 0x59_a1_4f, 0xed_c9_49, 0xaf_7a_a1, 0xff_9d_a7,
    0x9c_75_5f, 0xba_b0_ab,
]);
static OBSERVABLE10: [Color; 10] = list([
    0x42_69_d0, 0xef_b1_18, 0xff_72_5c, 0x6c_c5_b0, 0x3c_a9_51, 0xff_8a_b7, 0xa4_63_f2, 0x97_bb_f5,
    0x9c_6b_4e, 0x94_98_a0,
]);
static TAB10: [Color; 10] = list([
    0x1f_77_b4, 0xff_7f_0e, 0x2c_a0_2c, 0xd6_27_28, 0x94_67_bd, 0x8c_56_4b, 0xe3_77_c2, 0x7f_7f_7f,
    0xbc_bd_22, 0x17_be_cf,
]);
static PETROFF10: [Color; 10] = list([
    0x3f_90_da, 0xff_a9_0e, 0xbd_1f_01, 0x94_a4_a2, 0x83_2d_b6, 0xa9_6b_59, 0xe7_63_00, 0xb9_ac_70,
    0x71_75_81, 0x92_da_dd,
]);

/// All palettes; the first is the default.
pub static PALETTES: &[Palette] = &[
    Palette {
        name: "vizcli",
        summary: "ten colours that stay apart for all kinds of colour vision; the default",
        light: &VIZCLI,
        dark: &VIZCLI_DARK,
    },
    Palette {
        name: "okabe-ito",
        summary: "eight colours for all kinds of colour vision (Okabe and Ito 2008)",
        light: &OKABE_ITO,
        dark: &OKABE_ITO_DARK,
    },
    Palette {
        name: "tableau10",
        summary: "ten soft colours, as in Tableau",
        light: &TABLEAU10,
        dark: &TABLEAU10,
    },
    Palette {
        name: "observable10",
        summary: "ten bright colours, as in Observable Plot",
        light: &OBSERVABLE10,
        dark: &OBSERVABLE10,
    },
    Palette {
        name: "tab10",
        summary: "ten strong colours, as in matplotlib",
        light: &TAB10,
        dark: &TAB10,
    },
    Palette {
        name: "petroff10",
        summary: "ten colours for all kinds of colour vision (Petroff 2021)",
        light: &PETROFF10,
        dark: &PETROFF10,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_a_list_takes_a_lighter_ring() {
        let colors = cycle(&VIZCLI, 23, Color::WHITE);
        assert_eq!(colors.len(), 23);
        assert_eq!(colors[..10], VIZCLI);
        assert_eq!(colors[10], VIZCLI[0].mix(Color::WHITE, 0.45));
        assert_eq!(colors[20], VIZCLI[0]);
        assert!(cycle(&[], 3, Color::WHITE).is_empty());
    }

    #[test]
    fn every_palette_has_two_lists_of_distinct_colors() {
        for palette in PALETTES {
            assert_eq!(palette.light.len(), palette.dark.len());
            for list in [palette.light, palette.dark] {
                let mut sorted = list.to_vec();
                sorted.sort_unstable();
                sorted.dedup();
                assert_eq!(sorted.len(), list.len(), "{}", palette.name);
            }
        }
    }
}
