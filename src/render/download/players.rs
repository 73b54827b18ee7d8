//! Recordings and films in the site as one file. Each is in it once: the first page that plays it has its bytes, and
//! all others lead there.

use std::collections::HashSet;

use ego_tree::NodeId;
use scraper::{Html, Node};

use super::carried::Carried;
use super::markup::escaped;
use super::reference::resolve;
use crate::document::{address, part_id};

/// What becomes of an element that plays something.
pub(super) struct Player {
    node: NodeId,
    /// The paths of the files that the page is the first to play.
    held: Vec<String>,
    /// The file that is played elsewhere, where nothing else is left to play here.
    elsewhere: Option<String>,
}

/// The players of the page at `path`, from which the files are taken that are played elsewhere.
pub(super) fn find(page: &mut Html, path: &str, carried: &Carried) -> Vec<Player> {
    let is_player = |node: &Node| {
        let element = node.as_element();
        element.is_some_and(|element| matches!(element.name(), "audio" | "video"))
    };
    let nodes = page.tree.nodes().filter(|node| is_player(node.value()));
    let nodes: Vec<NodeId> = nodes.map(|node| node.id()).collect();
    let mut seen = HashSet::new();
    let mut players = Vec::new();
    for node in nodes {
        let mut player = Player {
            node,
            held: Vec::new(),
            elsewhere: None,
        };
        let mut is_empty = true;
        for (source, file) in sources(page, node, path) {
            if !carried.plays(&file) {
                is_empty = false;
            } else if carried.is_first_played_on(&file, path) && seen.insert(file.clone()) {
                is_empty = false;
                player.held.push(file);
            } else {
                take_out(page, node, source);
                player.elsewhere.get_or_insert(file);
            }
        }
        player.elsewhere = player.elsewhere.filter(|_| is_empty);
        players.push(player);
    }
    players
}

/// The files that a player names, by itself or in elements within it, with these.
fn sources(page: &Html, player: NodeId, path: &str) -> Vec<(NodeId, String)> {
    let player = page.tree.get(player);
    let within = player.into_iter().flat_map(|player| player.descendants());
    let sources = within.filter_map(|node| {
        let element = node.value().as_element()?;
        let is_source = matches!(element.name(), "audio" | "video" | "source");
        let found = resolve(path, element.attr("src").filter(|_| is_source)?)?;
        Some((node.id(), found.path))
    });
    sources.collect()
}

fn take_out(page: &mut Html, player: NodeId, source: NodeId) {
    let Some(mut node) = page.tree.get_mut(source) else {
        return;
    };
    if source != player {
        node.detach();
    } else if let Node::Element(element) = node.value() {
        element.attrs.retain(|(name, _)| &*name.local != "src");
    }
}

/// Gives the places of players the names by which links find them, and puts a link where nothing is left to play.
pub(super) fn settle(page: &mut Html, players: Vec<Player>, carried: &Carried) {
    for player in players {
        for file in &player.held {
            let id = escaped(&part_id(file, ""));
            put_before(
                page,
                player.node,
                &format!("<span id=\"{id}\"></span>"),
                "span",
            );
        }
        if let Some(file) = &player.elsewhere {
            let address = address::encode(&part_id(file, "")).into_owned();
            let name = escaped(carried.name(file));
            let link = format!("<a href=\"#{}\">{name}</a>", escaped(&address));
            put_before(page, player.node, &link, "a");
            if let Some(mut node) = page.tree.get_mut(player.node) {
                node.detach();
            }
        }
    }
}

/// Puts the first element called `name` of a piece of markup before a node.
pub(super) fn put_before(page: &mut Html, node: NodeId, markup: &str, name: &str) {
    let root = page
        .tree
        .extend_tree(Html::parse_fragment(markup).tree)
        .id();
    let within = page.tree.get(root).map(|root| root.descendants());
    let put = within.into_iter().flatten().find(|node| {
        let element = node.value().as_element();
        element.is_some_and(|element| element.name() == name)
    });
    let put = put.map(|node| node.id());
    if let (Some(put), Some(mut node)) = (put, page.tree.get_mut(node)) {
        node.insert_id_before(put);
    }
}
