//! Cuts a polyline into its dashes, for surfaces that know only solid lines.

use std::borrow::Cow;

/// The pieces of `points` that are drawn. Without dashes, all of it.
pub(super) fn pieces<'a>(points: &'a [[f64; 2]], dash: &[f64]) -> Vec<Cow<'a, [[f64; 2]]>> {
    let total: f64 = dash.iter().sum();
    if !total.is_finite() || total < 0.1 || dash.iter().any(|d| *d < 0.0) {
        return vec![Cow::Borrowed(points)];
    }
    // SVG repeats an odd list, so that dashes and gaps swap.
    let lengths: Vec<f64> =
        dash.iter().chain(dash.iter().filter(|_| dash.len() % 2 == 1)).copied().collect();
    let mut pieces = Vec::new();
    let mut piece: Vec<[f64; 2]> = points.first().copied().into_iter().collect();
    let mut turn = 0;
    let mut left = lengths[0];
    for pair in points.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        let length = dx.hypot(dy);
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let cut = [a[0] + dx * done / length, a[1] + dy * done / length];
            if turn % 2 == 0 {
                piece.push(cut);
                pieces.push(Cow::Owned(std::mem::take(&mut piece)));
            } else {
                piece = vec![cut];
            }
            turn = (turn + 1) % lengths.len();
            left = lengths[turn];
        }
        left -= length - done;
        if turn % 2 == 0 {
            piece.push(b);
        }
    }
    if turn % 2 == 0 && piece.len() > 1 {
        pieces.push(Cow::Owned(piece));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn dashes_go_around_corners() {
        let line = [[0.0, 0.0], [5.0, 0.0], [5.0, 5.0]];
        let cut: Vec<Vec<[f64; 2]>> =
            pieces(&line, &[4.0, 2.0]).into_iter().map(std::borrow::Cow::into_owned).collect();
        assert_eq!(cut, [vec![[0.0, 0.0], [4.0, 0.0]], vec![[5.0, 1.0], [5.0, 5.0]]]);
        assert_eq!(pieces(&line, &[]).len(), 1);
        assert_eq!(pieces(&line, &[0.0, 0.0]).len(), 1);
    }
}
