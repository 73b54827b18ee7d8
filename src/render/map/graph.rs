//! What comes before what: a graph without cycles, whatever it was made from.

/// Nodes are `0..len`.
pub(super) struct Graph {
    pub(super) len: usize,
    /// Distinct, sorted, none from a node to itself.
    pub(super) edges: Vec<Edge>,
    order: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    pub(super) first: usize,
    pub(super) then: usize,
    /// Whether it was turned round since it would have closed a cycle, so that `then` is said to
    /// come before `first`.
    pub(super) reversed: bool,
}

impl Edge {
    /// The edge between two nodes that points the way in which they stand in the order: `place` says where each
    /// stands.
    fn new(first: usize, then: usize, place: &[usize]) -> Self {
        let reversed = place[first] >= place[then];
        let (first, then) = if reversed {
            (then, first)
        } else {
            (first, then)
        };
        Self {
            first,
            then,
            reversed,
        }
    }
}

/// Nodes that hang together, and how many edges they have among them.
#[derive(Debug, PartialEq)]
pub(super) struct Part {
    pub(super) nodes: Vec<usize>,
    pub(super) edges: usize,
}

impl Graph {
    /// From pairs of what comes first and what comes then. Of each cycle one edge is reversed.
    pub(super) fn new(len: usize, pairs: &[(usize, usize)]) -> Self {
        let mut after = vec![Vec::new(); len];
        for &(first, then) in pairs.iter().filter(|(first, then)| first != then) {
            after[first].push(then);
        }
        for all in &mut after {
            all.sort_unstable();
            all.dedup();
        }
        let order = order(&after);
        let mut place = vec![0; len];
        for (at, &node) in order.iter().enumerate() {
            place[node] = at;
        }
        let pairs = after.iter().enumerate();
        let pairs = pairs.flat_map(|(first, all)| all.iter().map(move |&then| (first, then)));
        let edges = pairs.map(|(first, then)| Edge::new(first, then, &place));
        let mut edges: Vec<Edge> = edges.collect();
        edges.sort_unstable();
        Graph { len, edges, order }
    }

    /// All nodes, each after those that come before it.
    pub(super) fn order(&self) -> &[usize] {
        &self.order
    }

    /// For each node how many steps lead to it at most: 0 where nothing comes before it.
    pub(super) fn steps(&self) -> Vec<usize> {
        let after = self.after();
        let mut steps = vec![0; self.len];
        for &node in &self.order {
            for &then in &after[node] {
                steps[then] = steps[then].max(steps[node] + 1);
            }
        }
        steps
    }

    /// What comes right after each node.
    pub(super) fn after(&self) -> Vec<Vec<usize>> {
        let mut after = vec![Vec::new(); self.len];
        for edge in &self.edges {
            after[edge.first].push(edge.then);
        }
        after
    }

    /// What comes right before each node.
    pub(super) fn before(&self) -> Vec<Vec<usize>> {
        let mut before = vec![Vec::new(); self.len];
        for edge in &self.edges {
            before[edge.then].push(edge.first);
        }
        before
    }

    /// The parts that no edge joins, by their first nodes.
    pub(super) fn parts(&self) -> Vec<Part> {
        let (after, before) = (self.after(), self.before());
        let mut seen = vec![false; self.len];
        let mut parts = Vec::new();
        for start in 0..self.len {
            if std::mem::replace(&mut seen[start], true) {
                continue;
            }
            let mut nodes = vec![start];
            let mut edges = 0;
            let mut at = 0;
            // The list of nodes is also the queue of the search, which has no need of recursion.
            while let Some(&node) = nodes.get(at) {
                at += 1;
                edges += after[node].len();
                for &other in after[node].iter().chain(&before[node]) {
                    if !std::mem::replace(&mut seen[other], true) {
                        nodes.push(other);
                    }
                }
            }
            nodes.sort_unstable();
            parts.push(Part { nodes, edges });
        }
        parts
    }

    /// A part as a graph of its own, whose nodes are the places in `nodes`, which are sorted.
    pub(super) fn part(&self, nodes: &[usize]) -> Graph {
        let place = |node: &usize| nodes.binary_search(node).ok();
        let inside = |edge: &Edge| {
            let (first, then) = (place(&edge.first)?, place(&edge.then)?);
            Some(Edge {
                first,
                then,
                reversed: edge.reversed,
            })
        };
        Graph {
            len: nodes.len(),
            edges: self.edges.iter().filter_map(inside).collect(),
            order: self.order.iter().filter_map(place).collect(),
        }
    }
}

/// Nodes in the order in which a walk in depth leaves them, turned round: only edges that close a
/// cycle lead back in it. Without recursion, since a chain may be as long as a site has pages.
fn order(after: &[Vec<usize>]) -> Vec<usize> {
    let mut left = Vec::with_capacity(after.len());
    let mut seen = vec![false; after.len()];
    for start in 0..after.len() {
        let mut open = vec![(start, 0)];
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        // Each open node remembers which of its edges is next, as a recursive call would.
        while let Some((node, next)) = open.last_mut() {
            match after[*node].get(*next) {
                Some(&then) => {
                    *next += 1;
                    if !std::mem::replace(&mut seen[then], true) {
                        open.push((then, 0));
                    }
                }
                None => {
                    left.push(*node);
                    open.pop();
                }
            }
        }
    }
    left.reverse();
    left
}

#[cfg(test)]
mod tests {
    use super::Graph;

    fn edges(graph: &Graph) -> Vec<(usize, usize, bool)> {
        let edges = graph.edges.iter();
        edges
            .map(|edge| (edge.first, edge.then, edge.reversed))
            .collect()
    }

    #[test]
    fn steps_are_counted_along_the_longest_way() {
        let graph = Graph::new(5, &[(0, 1), (1, 2), (0, 2), (3, 2), (0, 1)]);
        assert_eq!(graph.steps(), [0, 1, 2, 0, 0]);
        assert_eq!(graph.edges.len(), 4);
    }

    #[test]
    fn a_circle_is_cut_by_turning_an_edge() {
        let graph = Graph::new(3, &[(0, 1), (1, 2), (2, 0), (1, 1)]);
        assert_eq!(edges(&graph), [(0, 1, false), (0, 2, true), (1, 2, false)]);
        assert_eq!(graph.steps(), [0, 1, 2]);
    }

    #[test]
    fn two_pages_before_each_other_keep_both_edges() {
        let graph = Graph::new(2, &[(0, 1), (1, 0)]);
        assert_eq!(edges(&graph), [(0, 1, false), (0, 1, true)]);
    }

    #[test]
    fn parts_hang_together() {
        let graph = Graph::new(6, &[(4, 0), (1, 3), (0, 2)]);
        let parts = graph.parts();
        let nodes: Vec<_> = parts.iter().map(|part| part.nodes.clone()).collect();
        assert_eq!(nodes, [vec![0, 2, 4], vec![1, 3], vec![5]]);
        assert_eq!(parts[0].edges, 2);
        let part = graph.part(&nodes[0]);
        assert_eq!(edges(&part), [(0, 1, false), (2, 0, false)]);
        assert_eq!(part.steps(), [1, 2, 0]);
    }

    #[test]
    fn a_long_chain_is_no_matter() {
        let pairs: Vec<(usize, usize)> = (1..100_000).map(|n| (n, n - 1)).collect();
        let graph = Graph::new(100_000, &pairs);
        assert_eq!(graph.steps()[0], 99_999);
        assert_eq!(graph.parts().len(), 1);
    }
}
