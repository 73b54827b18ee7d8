//! What leads to what, such as pages that embed each other: groups of what reaches each other, and cycles.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};

/// The cycles of a graph whose nodes are `0..steps.len()` and in which each node leads to those
/// that `steps` lists for it: one for each group of nodes that reach each other, which is a
/// shortest through the group's first node, beginning there. By their first nodes.
pub(crate) fn cycles(steps: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut cycles = Vec::new();
    let groups = groups(steps);
    let mut said = vec![false; steps.len()];
    for node in 0..steps.len() {
        if said[groups[node]] {
            continue;
        }
        if let Some(cycle) = shortest(steps, &groups, node) {
            said[groups[node]] = true;
            cycles.push(cycle);
        }
    }
    cycles
}

/// A shortest way from `start` back to it, within its group.
fn shortest(steps: &[Vec<usize>], groups: &[usize], start: usize) -> Option<Vec<usize>> {
    let inside = |from: usize| {
        let steps = steps[from].iter().copied();
        steps.filter(move |to| groups[*to] == groups[start])
    };
    let mut before = HashMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(node) = waiting.pop_front() {
        for to in inside(node) {
            if to == start {
                let back = std::iter::successors(Some(node), |node| before.get(node).copied());
                let mut cycle: Vec<usize> = back.collect();
                cycle.reverse();
                return Some(cycle);
            }
            if let Entry::Vacant(vacant) = before.entry(to) {
                vacant.insert(node);
                waiting.push_back(to);
            }
        }
    }
    None
}

/// For each node the number of the group of nodes that it reaches and that reach it (Kosaraju's
/// algorithm, without recursion, since a chain may be as long as a site has pages). A group has a
/// smaller number than all others that it leads to.
pub(crate) fn groups(steps: &[Vec<usize>]) -> Vec<usize> {
    let mut back = vec![Vec::new(); steps.len()];
    for (from, to) in steps.iter().enumerate() {
        to.iter().for_each(|&to| back[to].push(from));
    }
    let mut finished = Vec::with_capacity(steps.len());
    let mut seen = vec![false; steps.len()];
    for node in 0..steps.len() {
        walk(steps, node, &mut seen, &mut finished);
    }
    let mut groups = vec![0; steps.len()];
    let mut seen = vec![false; steps.len()];
    let mut number = 0;
    for &node in finished.iter().rev() {
        let mut group = Vec::new();
        walk(&back, node, &mut seen, &mut group);
        group.iter().for_each(|&member| groups[member] = number);
        number += usize::from(!group.is_empty());
    }
    groups
}

/// Adds to `finished` what is reached from `start` and was not seen, the farthest first.
fn walk(steps: &[Vec<usize>], start: usize, seen: &mut [bool], finished: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[start], true) {
        return;
    }
    let mut open = vec![(start, 0)];
    while let Some((node, next)) = open.last_mut() {
        match steps[*node].get(*next) {
            Some(&to) => {
                *next += 1;
                if !std::mem::replace(&mut seen[to], true) {
                    open.push((to, 0));
                }
            }
            None => {
                finished.push(*node);
                open.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{cycles, groups};

    #[test]
    fn each_group_has_one_circle_the_shortest_through_its_first_node() {
        let steps = [
            vec![1],
            vec![2, 3],
            vec![0],
            vec![0],
            vec![4, 0],
            vec![4],
            vec![],
        ];
        let steps: Vec<Vec<usize>> = steps.into_iter().collect();
        assert_eq!(cycles(&steps), [vec![0, 1, 2], vec![4]]);
        assert!(cycles(&[vec![1], vec![2], vec![]]).is_empty());
    }

    #[test]
    fn a_group_has_a_smaller_number_than_those_it_leads_to() {
        let steps = [vec![], vec![0, 2], vec![3], vec![2, 0], vec![1]];
        assert_eq!(groups(&steps), [3, 1, 2, 2, 0]);
    }

    #[test]
    fn a_long_chain_is_no_matter() {
        let steps: Vec<Vec<usize>> = (0..100_000).map(|n| vec![(n + 1) % 100_000]).collect();
        assert_eq!(cycles(&steps)[0].len(), 100_000);
    }
}
