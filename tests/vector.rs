//! Arrows and streamlines of known fields, from a table to the picture.

use std::fmt::Write as _;

use crate::run;

/// A table in a file of its own.
fn table(name: &str, rows: impl Iterator<Item = String>) -> String {
    let path = std::env::temp_dir().join(format!("vizcli-{name}-{}.csv", std::process::id()));
    let text = rows.fold("x,y,u,v\n".to_owned(), |mut text, row| {
        writeln!(text, "{row}").unwrap();
        text
    });
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// Standard output and standard error of a run on a file, which is removed.
fn output(line: &str, file: &str) -> (String, String) {
    let line = line.replace("FILE", file);
    let words = run::words(&line);
    let output = run::vizcli(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{line}: {said}");
    (String::from_utf8(output.stdout).unwrap(), said)
}

/// The polygons of the marks of a picture.
fn polygons(svg: &str) -> Vec<Vec<[f64; 2]>> {
    let marks = svg.split("<g class=\"marks\"").nth(1).unwrap().split("</g>").next().unwrap();
    let mut all: Vec<Vec<[f64; 2]>> = Vec::new();
    for path in marks.split(" d=\"").skip(1) {
        let path = path.split('"').next().unwrap();
        let (mut command, mut at) = (' ', [0.0; 2]);
        let mut rest = path;
        while let Some(first) = rest.chars().next() {
            if first.is_ascii_alphabetic() {
                command = first;
                rest = &rest[1..];
                continue;
            }
            let mut number = || {
                rest = rest.trim_start_matches([' ', ',']);
                let end = rest[1..].find(|c: char| !c.is_ascii_digit() && c != '.');
                let (word, after) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
                rest = after;
                word.parse::<f64>().unwrap()
            };
            match command {
                'M' => {
                    at = [number(), number()];
                    all.push(Vec::new());
                }
                'l' => at = [at[0] + number(), at[1] + number()],
                'h' => at[0] += number(),
                'v' => at[1] += number(),
                other => panic!("{other} in {path}"),
            }
            all.last_mut().unwrap().push(at);
        }
    }
    all
}

/// Length and angle of an arrow, counterclockwise from the right, and its middle.
fn measured(arrow: &[[f64; 2]]) -> (f64, f64, [f64; 2]) {
    let tail = [0, 1].map(|i| f64::midpoint(arrow[0][i], arrow[6][i]));
    let [dx, dy] = [arrow[3][0] - tail[0], arrow[3][1] - tail[1]];
    let middle = [tail[0] + dx / 2.0, tail[1] + dy / 2.0];
    (dx.hypot(dy), (-dy).atan2(dx).to_degrees(), middle)
}

#[test]
fn arrows_have_the_lengths_and_angles_of_their_vectors() {
    let vectors = [(4.0, 0.0), (0.0, 2.0), (-1.5, -1.5), (3.0, -4.0)];
    let rows = vectors.iter().enumerate();
    let file = table("arrows", rows.map(|(i, (u, v))| format!("{i},{},{u},{v}", i % 2)));
    for pivot in ["mid", "tail", "tip"] {
        let line = format!("vectorfield FILE -o - --format svg --arrow-pivot {pivot} --quiet");
        let (svg, _) = output(&line, &file);
        let arrows = polygons(&svg);
        assert_eq!(arrows.len(), 4);
        let unit = measured(&arrows[3]).0 / 5.0;
        assert!((unit * 5.0 - 40.0).abs() < 0.05, "the longest has 40 pixels: {unit}");
        for ((u, v), arrow) in vectors.iter().zip(&arrows) {
            let (length, angle, _) = measured(arrow);
            assert!((length - unit * f64::hypot(*u, *v)).abs() < 0.05, "{length}");
            assert!((angle - f64::atan2(*v, *u).to_degrees()).abs() < 0.2, "{angle}");
        }
    }
    std::fs::remove_file(file).unwrap();
}

#[test]
fn angles_and_lengths_say_the_same_as_components() {
    let rows = (0..30).map(|i| {
        let (angle, mag) = (f64::from(i) * 0.7 - 9.0, 1.0 + f64::from(i % 4));
        format!("{},{},{angle},{mag}", i % 6, i / 6)
    });
    let angles = table("angles", rows);
    let rows = (0..30).map(|i| {
        let (angle, mag) = (f64::from(i) * 0.7 - 9.0, 1.0 + f64::from(i % 4));
        format!("{},{},{},{}", i % 6, i / 6, mag * angle.cos(), mag * angle.sin())
    });
    let components = table("components", rows);
    let one = output("quiver FILE --angle u --mag v -o - --format svg --quiet", &angles).0;
    let other = output("quiver FILE -o - --format svg --quiet", &components).0;
    let (one, other) = (polygons(&one), polygons(&other));
    assert_eq!(one.len(), 30);
    for (a, b) in one.iter().flatten().zip(other.iter().flatten()) {
        assert!((a[0] - b[0]).abs() < 0.02 && (a[1] - b[1]).abs() < 0.02, "{a:?} {b:?}");
    }
    for file in [angles, components] {
        std::fs::remove_file(file).unwrap();
    }
}

#[test]
fn of_many_arrows_some_are_drawn_and_that_is_said() {
    let file = "testdata/grid/wind.nc";
    let line = "vectorfield FILE --isel time=0 -o - --format svg --size 260x300";
    let (svg, said) = output(line, file);
    let thinned = "those of every 4th lon and every 3rd lat are drawn (--every 1 draws all)";
    assert!(said.contains(thinned), "{said}");
    let few = polygons(&svg).len();
    let (svg, said) = output(&format!("{line} --every 1"), file);
    assert!(!said.contains("no room"), "{said}");
    assert!(said.contains("11 of 627 rows have no arrow: u10 or v10 is missing"), "{said}");
    let all = polygons(&svg);
    assert_eq!(all.len(), 616);
    assert!((50..=63).contains(&few), "{few}");
    let longest = all.iter().filter(|a| a.len() == 7).map(|a| measured(a).0).fold(0.0, f64::max);
    assert!((longest - 9.0).abs() < 0.05, "{longest}");
}

#[test]
fn panels_share_the_length_of_their_arrows() {
    let rows = (0..50).map(|i| format!("{},{},{},{}", i % 5, i / 5, 1 + i % 5, 0));
    let file = table("panels", rows);
    let (svg, _) = output(
        "vectorfield FILE --derive 'half = y >= 5' --col half -o - --format svg --quiet",
        &file,
    );
    let mut panels = svg.split("<g class=\"marks\"").skip(1);
    let lengths = |part: &str| -> Vec<f64> {
        let part = format!("<g class=\"marks\"{part}");
        polygons(&part).iter().map(|arrow| measured(arrow).0).collect()
    };
    let (left, right) = (lengths(panels.next().unwrap()), lengths(panels.next().unwrap()));
    assert!(left.iter().zip(&right).all(|(a, b)| (a - b).abs() < 0.05), "{left:?} {right:?}");
    assert_eq!([left.len(), right.len()], [25, 25]);
    std::fs::remove_file(file).unwrap();
}

/// Names and fields of the rows behind a picture.
fn rows(line: &str, file: &str) -> (String, Vec<Vec<f64>>) {
    let (text, _) = output(&format!("{line} --quiet -o - --format csv"), file);
    let mut lines = text.lines();
    let names = lines.next().unwrap().to_owned();
    let fields = |line: &str| line.split(',').map(|f| f.parse().unwrap_or(f64::NAN)).collect();
    (names, lines.map(fields).collect())
}

#[test]
fn streamlines_of_a_rotation_are_circles() {
    // Uneven, falling along y, and in no order.
    let place = |i: usize| -2.0 + 4.0 * (i as f64 / 24.0).powf(1.3);
    let cells = (0..625).map(|i| (i * 389) % 625);
    let file = table(
        "circles",
        cells.map(|i| {
            let (x, y) = (place(i % 25), -place(i / 25));
            format!("{x},{y},{},{}", 2.0 * y, -2.0 * x)
        }),
    );
    let (names, rows) = rows("streamplot FILE", &file);
    assert_eq!(names, "part,x,y,speed");
    let mut first = f64::NAN;
    let mut part = f64::NAN;
    for row in &rows {
        let radius = row[1].hypot(row[2]);
        if row[0] != part {
            (part, first) = (row[0], radius);
        }
        assert!((radius - first).abs() < 1e-3, "{radius} {first}");
        assert!((row[3] - 2.0 * radius).abs() < 1e-9, "the speed is that of the field");
    }
    assert!(part > 10.0);
    std::fs::remove_file(file).unwrap();
}

#[test]
fn streamlines_keep_away_from_each_other_and_from_holes() {
    let (_, rows) = rows("streamplot testdata/grid/wind.nc --isel time=0", "");
    // No corner of a line is nearer to another line than half of what lines are apart.
    let place = |row: &Vec<f64>| [(row[1] + 30.0) / 32.0 * 1.6, (row[2] - 42.0) / 18.0];
    for (i, a) in rows.iter().enumerate() {
        for b in rows[..i].iter().filter(|b| b[0] != a[0]) {
            let (a, b) = (place(a), place(b));
            assert!((a[0] - b[0]).hypot(a[1] - b[1]) > 0.5 / 20.0 - 1e-6, "{a:?} {b:?}");
        }
    }
    let inside = |row: &&Vec<f64>| ((row[1] + 5.0) * 0.5).hypot(row[2] - 52.0) < 1.3;
    assert_eq!(rows.iter().filter(inside).count(), 0);
}
