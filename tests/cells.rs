//! Grids as pictures: every cell where it is, in the colour of its value.

use std::collections::BTreeMap;

use crate::run;

const NOON: &str = "image testdata/grid/air.nc --isel time=5 --cmap greys";

/// The rows of a command as numbers; an empty field is none.
fn rows(command: &str) -> Vec<Vec<Option<f64>>> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rows.csv").display().to_string();
    let line = format!("{command} -q -o '{path}'");
    run::stdout_of(&run::words(&line).iter().map(String::as_str).collect::<Vec<_>>());
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|l| l.split(',').map(|f| f.parse().ok()).collect()).collect()
}

/// The value of every place, keyed by longitude and latitude.
fn values(rows: &[Vec<Option<f64>>]) -> BTreeMap<[i64; 2], Option<f64>> {
    rows.iter().map(|r| ([r[0].unwrap() as i64, r[1].unwrap() as i64], r[2])).collect()
}

/// The picture of a command, its width, and its pixels as RGBA.
fn picture(command: &str) -> (u32, Vec<[u8; 4]>) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("cells.png").display().to_string();
    let line = format!("{command} -q -o '{path}'");
    run::stdout_of(&run::words(&line).iter().map(String::as_str).collect::<Vec<_>>());
    let file = std::io::BufReader::new(std::fs::File::open(path).unwrap());
    let mut reader = png::Decoder::new(file).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    let step = bytes.len() / (info.width * info.height) as usize;
    let pixel = |p: &[u8]| [p[0], p[1], p[2], p.get(3).copied().unwrap_or(255)];
    (info.width, bytes.chunks_exact(step).map(pixel).collect())
}

#[test]
fn cells_of_a_picture_are_those_of_the_file() {
    let cells = values(&rows(NOON));
    assert_eq!(cells.len(), 130);
    // A pixel a cell.
    let small = format!("{NOON} --rasterize always --bare --frame-width 13 --frame-height 10");
    let found = values(&rows(&small));
    let present: BTreeMap<_, _> = cells.into_iter().filter(|(_, v)| v.is_some()).collect();
    assert_eq!(found.into_iter().filter(|(_, v)| v.is_some()).collect::<BTreeMap<_, _>>(), present);
}

#[test]
fn marks_and_pixels_of_cells_have_the_same_colors() {
    let cells = values(&rows(NOON));
    let size = "--bare --frame-width 130 --frame-height 100";
    let (width, marks) = picture(&format!("{NOON} {size}"));
    let (_, pixels) = picture(&format!("{NOON} {size} --rasterize always"));
    assert_eq!(width, 130);
    // The maps of both have steps, which need not be the same.
    let far =
        marks.iter().zip(&pixels).flat_map(|(a, b)| a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)));
    assert!(far.max().unwrap() <= 2);
    // The warmer, the darker; the northernmost line is on top, and what is missing has no shade.
    let mut seen: Vec<(f64, u8)> = Vec::new();
    for ([lon, lat], value) in cells {
        let (x, y) = ((lon - 200) / 10 * 10, (70 - lat) / 5 * 10);
        let block = |dx: i64, dy: i64| marks[((y + dy) * 130 + x + dx) as usize];
        assert!((0..100).all(|i| block(i % 10, i / 10) == block(0, 0)), "{lon} {lat}");
        let [r, g, b, _] = block(0, 0);
        match value {
            Some(value) => seen.push((value, r)),
            None => assert!(r != g || g != b, "{lon} {lat} is grey"),
        }
    }
    seen.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert!(seen.windows(2).all(|pair| pair[0].1 >= pair[1].1));
    assert!(seen[0].1 > seen[seen.len() - 1].1 + 100);
}

#[test]
fn edges_are_those_of_the_whole_grid() {
    // Cells that are left out leave holes: their neighbours do not grow.
    let size = "--bare --frame-width 130 --frame-height 100 --xlim 195,325 --ylim 22.5,72.5";
    let (_, all) = picture(&format!("{NOON} {size} --clim 200,350"));
    let (_, some) =
        picture(&format!("{NOON} {size} --clim 200,350 --where 'lat <> 45 and lon <> 250'"));
    let mut holes = 0;
    for (place, (one, other)) in all.iter().zip(&some).enumerate() {
        let (x, y) = (place % 130 / 10, place / 130 / 10);
        if x == 5 || y == 5 {
            holes += 1;
        } else {
            assert_eq!(one, other, "{x} {y}");
        }
    }
    assert_eq!(holes, 10 * 100 + 10 * 130 - 100);
}

#[test]
fn a_table_of_cells_is_a_grid_too() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("cells.csv");
    std::fs::write(&path, "x,y,z\n1,10,-1\n2,10,2\n4,10,3\n1,20,4\n2,20,5\n4,20,\n").unwrap();
    let command = format!(
        "image '{}' -x x -y y --z z --bare --frame-width 70 --frame-height 20",
        path.display()
    );
    let (_, pixels) = picture(&command);
    // From 0.5 to 1.5 to 3 to 5: ten, fifteen and twenty of forty-five.
    let line = &pixels[70 * 15..70 * 16];
    let ends: Vec<usize> = (1..70).filter(|&x| line[x] != line[x - 1]).collect();
    assert_eq!(ends, [16, 39]);
    // Colours diverge from zero: the least value is blue, the greatest red.
    let [r, _, b, _] = line[0];
    assert!(b > r);
    let [r, _, b, _] = pixels[70 * 5 + 30];
    assert!(r > b);
}

#[test]
fn colors_in_steps_change_at_the_levels() {
    let cells = values(&rows(NOON));
    let size = "--bare --frame-width 130 --frame-height 100 --levels 260,270,280,290";
    let (_, marks) = picture(&format!("{NOON} {size}"));
    let (_, pixels) = picture(&format!("{NOON} {size} --rasterize always"));
    assert_eq!(marks, pixels);
    // One colour a step, and each step its own.
    let mut colors: BTreeMap<i64, [u8; 4]> = BTreeMap::new();
    for ([lon, lat], value) in cells {
        let Some(value) = value else { continue };
        let (x, y) = ((lon - 200) / 10 * 10, (70 - lat) / 5 * 10);
        let color = marks[((y + 5) * 130 + x + 5) as usize];
        let step = ((value - 260.0) / 10.0).floor().clamp(-1.0, 3.0) as i64;
        assert_eq!(*colors.entry(step).or_insert(color), color, "{value}");
    }
    assert_eq!(colors.len(), 5);
    let different: std::collections::BTreeSet<[u8; 4]> = colors.into_values().collect();
    assert_eq!(different.len(), 5);
}

#[test]
fn cells_end_where_the_file_says() {
    // Depths of 0, 10, 30, 100 and 200 m; months of 31, 28 and 31 days.
    let command =
        "image testdata/grid/bounds.nc -x time -y depth --bare --frame-width 90 --frame-height 200";
    let (_, pixels) = picture(command);
    let edges = |line: Vec<[u8; 4]>| -> Vec<usize> {
        (1..line.len()).filter(|&i| line[i] != line[i - 1]).collect()
    };
    assert_eq!(edges(pixels.iter().step_by(90).copied().collect()), [100, 170, 190]);
    assert_eq!(edges(pixels[..90].to_vec()), [31, 59]);
    // Also those of some places.
    let (_, some) = picture(&format!("{command} --isel depth=1..3"));
    assert_eq!(edges(some.iter().step_by(90).copied().collect()), [156]);
}
