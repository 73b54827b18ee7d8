use super::{Change, Plan, Timed, late, planned, total, under_way};
use crate::model::agenda::{Minutes, Priority};
use crate::model::source::{Sources, Span};

/// Items as `priority minutes least`: `m10/6`, `s5`, `c15/5`.
fn items(text: &str) -> Vec<Timed> {
    let items = text.split_whitespace().map(|item| {
        let (priority, times) = item.split_at(1);
        let (minutes, least) = times.split_once('/').unwrap_or((times, times));
        Timed {
            minutes: minutes.parse().unwrap(),
            least: least.parse().unwrap(),
            priority: match priority {
                "m" => Priority::Must,
                "s" => Priority::Should,
                _ => Priority::Could,
            },
        }
    });
    items.collect()
}

/// A plan as `minutes` with `<` for what is shortened and `-` for what is dropped, and its end.
fn drawn(plan: &Plan) -> String {
    let slots = plan.slots.iter().map(|slot| match slot.change {
        Change::None => slot.minutes.to_string(),
        Change::Shortened => format!("<{}", slot.minutes),
        Change::Dropped => "-".to_owned(),
    });
    let slots: Vec<String> = slots.collect();
    format!(
        "{} | {} +{} !{}",
        slots.join(" "),
        plan.end,
        plan.spare,
        plan.over
    )
}

fn minutes(fixed: u32, per_person: u32, cap: Option<u32>) -> Minutes {
    let span = Span::whole(Sources::default().insert("a.md", ""));
    Minutes {
        fixed,
        per_person,
        per_member: 0,
        group: None,
        cap,
        span,
    }
}

#[test]
fn minutes_grow_with_people_up_to_the_cap_and_are_rounded_up() {
    for (fixed, per_person, cap, people, expected) in [
        (10, 0, None, 16, 10),
        (2, 75, None, 16, 14),
        (2, 75, None, 17, 15),
        (2, 75, Some(15), 30, 15),
        (2, 75, Some(15), 1, 3),
        (0, 33, None, 3, 1),
        (0, 33, None, 4, 2),
        (0, 10, None, 10, 1),
        (5, 50, None, 0, 5),
        (1440, 100_000, None, 10_000, 10_080),
    ] {
        let found = minutes(fixed, per_person, cap).of(people);
        assert_eq!(found, expected, "{fixed}+{per_person}/100 for {people}");
    }
}

#[test]
fn items_follow_one_another() {
    let plan = planned(&items("m10 s20 c5"), 40);
    let starts: Vec<u32> = plan.slots.iter().map(|slot| slot.start).collect();
    assert_eq!(starts, [0, 10, 30]);
    assert_eq!(drawn(&plan), "10 20 5 | 35 +5 !0");
    assert_eq!(drawn(&planned(&items("m30 m20"), 45)), "30 20 | 50 +0 !5");
    assert_eq!(drawn(&planned(&[], 30)), " | 0 +30 !0");
}

#[test]
fn what_is_lost_is_taken_in_the_order_of_the_rule() {
    for (text, declared, lost, expected) in [
        // The buffer covers it.
        ("m10 s20 c5", 40, 5, "10 20 5 | 40 +0 !0"),
        ("m10 s20 c5", 40, 0, "10 20 5 | 35 +5 !0"),
        // `could` is shortened before `should`, and that before `must`; only as far as needed.
        ("m10/5 s20/10 c10/4", 40, 3, "10 20 <7 | 40 +0 !0"),
        ("m10/5 s20/10 c10/4", 40, 6, "10 20 <4 | 40 +0 !0"),
        ("m10/5 s20/10 c10/4", 40, 10, "10 <16 <4 | 40 +0 !0"),
        ("m10/5 s20/10 c10/4", 40, 20, "<6 <10 <4 | 40 +0 !0"),
        // The latest of a priority gives way first.
        ("c10/5 c10/5", 20, 3, "10 <7 | 20 +0 !0"),
        ("c10/5 c10/5", 20, 7, "<8 <5 | 20 +0 !0"),
        // Then items are dropped, the latest `could` first; what that frees beyond need is spare.
        ("c10/9 s10/9 c10/9", 30, 4, "<9 <9 - | 22 +8 !0"),
        ("c10 s10 c10 m10", 40, 15, "- 10 - 10 | 35 +5 !0"),
        ("c10 s10 s10 m10", 40, 20, "- 10 - 10 | 40 +0 !0"),
        // A `must` stays, and the meeting runs over.
        ("m30/25 s10", 40, 20, "<25 - | 45 +0 !5"),
        ("m30 m10", 40, 10, "30 10 | 50 +0 !10"),
        // More people than fit are the same as time lost.
        ("m20 s20/15", 35, 0, "20 <15 | 35 +0 !0"),
        ("", 30, 20, " | 20 +10 !0"),
    ] {
        let found = drawn(&late(&items(text), declared, lost));
        assert_eq!(found, expected, "{text} in {declared}, {lost} lost");
    }
}

#[test]
fn a_late_meeting_begins_late() {
    let plan = late(&items("m10 c5 m10"), 25, 5);
    let starts: Vec<u32> = plan.slots.iter().map(|slot| slot.start).collect();
    assert_eq!(starts, [5, 15, 15]);
}

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32 % n
    }

    fn items(&mut self) -> Vec<Timed> {
        let number = self.below(9);
        let items = (0..number).map(|_| {
            let minutes = 1 + self.below(30);
            let least = 1 + self.below(minutes);
            let priority = [Priority::Could, Priority::Should, Priority::Must];
            Timed {
                minutes,
                least,
                priority: priority[self.below(3) as usize],
            }
        });
        items.collect()
    }
}

#[test]
fn the_rule_holds_for_any_agenda() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..5_000 {
        let items = random.items();
        let declared = random.below(200);
        let lost = random.below(60);
        holds(&items, declared, lost, &late(&items, declared, lost), round);
    }
}

fn holds(items: &[Timed], declared: u32, lost: u32, plan: &Plan, round: u32) {
    let what = format!("round {round}: {items:?} in {declared}, {lost} lost: {plan:?}");
    let mut at = lost;
    for (item, slot) in items.iter().zip(&plan.slots) {
        assert_eq!(slot.start, at, "{what}");
        at += slot.minutes;
        match slot.change {
            Change::None => assert_eq!(slot.minutes, item.minutes, "{what}"),
            Change::Shortened => {
                assert!((item.least..item.minutes).contains(&slot.minutes), "{what}");
            }
            Change::Dropped => assert_ne!(item.priority, Priority::Must, "{what}"),
        }
    }
    assert_eq!((plan.slots.len(), plan.end), (items.len(), at), "{what}");
    assert_eq!(plan.end + plan.spare, declared + plan.over, "{what}");
    let dropped = |slot: &super::Slot| slot.change == Change::Dropped;
    let missing = (total(items) + lost).saturating_sub(declared);
    let shortable: u32 = items.iter().map(|item| item.minutes - item.least).sum();
    // Nothing is dropped where shortening is enough, and then the meeting ends when it is to.
    assert_eq!(
        plan.slots.iter().any(dropped),
        missing > shortable && items.iter().any(|item| item.priority != Priority::Must),
        "{what}"
    );
    if missing > 0 && missing <= shortable {
        assert_eq!(plan.end, declared, "{what}");
    }
    if missing == 0 {
        assert!(
            plan.slots.iter().all(|slot| slot.change == Change::None),
            "{what}"
        );
    }
    // It runs over only when all that is left is a `must` at its shortest.
    if plan.over > 0 {
        for (item, slot) in items.iter().zip(&plan.slots) {
            let firm = item.priority == Priority::Must && slot.minutes == item.least;
            assert!(firm || dropped(slot), "{what}");
        }
    }
    in_order(items, plan, &what);
}

/// What gives way earlier in the order gives way wholly before what comes later does at all.
fn in_order(items: &[Timed], plan: &Plan, what: &str) {
    let order = [Priority::Could, Priority::Should, Priority::Must];
    let order: Vec<usize> = super::giving_way(items, &order).collect();
    for pair in order.windows(2) {
        let (first, next) = (pair[0], pair[1]);
        let spent = |at: usize| match plan.slots[at].change {
            Change::Dropped => true,
            _ => plan.slots[at].minutes == items[at].least,
        };
        if plan.slots[next].change != Change::None {
            assert!(spent(first), "{what}");
        }
        if plan.slots[next].change == Change::Dropped {
            assert_eq!(plan.slots[first].change, Change::Dropped, "{what}");
        }
    }
}

#[test]
fn the_more_is_lost_the_more_gives_way() {
    let mut random = Random(7);
    for _ in 0..2_000 {
        let items = random.items();
        let declared = random.below(150);
        let mut last = u32::MAX;
        for lost in 0..40 {
            let plan = late(&items, declared, lost);
            let kept: u32 = plan.slots.iter().map(|slot| slot.minutes).sum();
            assert!(kept <= last, "{items:?} in {declared}: {lost} lost");
            last = kept;
        }
    }
}

#[test]
fn what_is_under_way_is_shortened_but_not_left_out() {
    for (text, declared, lost, expected) in [
        ("m10 s20 c5", 40, 0, "10 20 5 | 35 +5 !0"),
        // As long as it would not be dropped, its turn to give way is its own.
        ("c10/4 s20/10", 30, 5, "<5 20 | 30 +0 !0"),
        ("s10/8 c10", 20, 2, "<8 10 | 20 +0 !0"),
        // Then others go in its place.
        ("c10/4 s20/15 m5", 35, 14, "<4 - 5 | 23 +12 !0"),
        ("s10/8 c10", 20, 14, "<8 - | 22 +0 !2"),
        ("", 20, 30, " | 30 +0 !10"),
    ] {
        let found = drawn(&under_way(&items(text), declared, lost));
        assert_eq!(found, expected, "{text} in {declared}, {lost} lost");
    }
}

#[test]
fn who_keeps_to_what_gave_way_is_asked_for_no_more() {
    let mut random = Random(11);
    for _ in 0..2_000 {
        let items = random.items();
        let (declared, lost) = (random.below(150), random.below(60));
        let plan = late(&items, declared, lost);
        for at in 0..items.len() {
            // What has passed when this item's turn comes, by the plan.
            let rest = late(&items[at..], declared, plan.slots[at].start);
            for (now, before) in rest.slots.iter().zip(&plan.slots[at..]) {
                let what = format!("{items:?} in {declared}, {lost} lost, at {at}");
                assert!(now.minutes >= before.minutes, "{what}");
            }
        }
    }
}
