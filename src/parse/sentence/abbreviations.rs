//! Stops that end no sentence, by language: those of abbreviations, initials and ordinals.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The abbreviations of a language, without the blanks within them and in small letters.
struct Abbreviations {
    lang: &'static str,
    /// Never the end of a sentence.
    inner: &'static str,
    /// No end before a number: `No. 5`.
    numbered: &'static str,
    /// An end where the next word begins sentences: `etc.`
    last: &'static str,
    /// Parts of the names of laws and courts, and of streets: with a capital none is an end, but where the next word
    /// begins sentences.
    laws: &'static str,
    /// Words with which sentences begin, and names do not.
    beginnings: &'static str,
    /// Whether a stop makes an ordinal of a number.
    ordinals: bool,
}

/// What all languages share that are written in these letters.
const SHARED: Abbreviations = Abbreviations {
    lang: "",
    inner: "dr. prof. mr. mrs. ms. mme. mmes. mlle. mlles. st. vs. cf. ca. c. approx. e.g. i.e. al. dipl. ing. hon. \
        rev. gen. col. sgt. capt. lt. gov. sen. rep. dept. univ. assn. bros. ed. eds. trans. fl. \
        resp. viz. fr. ph.d. m.a. b.a. d.c. mt. ft. op.cit. ibid. loc.cit. q.v. s.v.",
    numbered: "no. nos. nr. p. pp. vol. vols. fig. figs. ch. chap. sec. sect. art. para. par. app. \
        tab. bd. jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. ff. f. n. l. ll. v. \
        ex. eq. ref. nn. §.",
    last: "etc. jr. sr. inc. co. corp. ltd. u.s. u.k. u.n. e.u. u.s.a. a.m. p.m. b.c. a.d. no. usw.",
    laws: "",
    beginnings: "",
    ordinals: false,
};

const LANGUAGES: [Abbreviations; 16] = [
    Abbreviations {
        lang: "en",
        inner: concat!(
            "dr. prof. mr. mrs. ms. mme. mmes. mlle. mlles. st. vs. cf. ca. c. approx. e.g. i.e. al. dipl. ing. hon. ",
            "rev. gen. col. sgt. capt. lt. gov. sen. rep. dept. univ. assn. bros. ed. eds. trans. fl. ",
            "v. u.s.c. c.f.r. dep't. ass'n. comm'n. int'l. nat'l. gov't. et.seq."
        ),
        laws: "adm. admin. ala. amend. ann. app. ariz. ark. art. ave. bd. blvd. bus. cal. cir. civ. cl. colo. comp. \
            conn. cons. const. crim. ct. del. dist. educ. evid. fam. fed. fla. ga. gen. haw. hous. hwy. ill. ind. \
            ins. inst. kan. ky. la. lab. md. me. mass. mich. minn. miss. mo. mont. mun. neb. nev. okla. ore. pa. \
            penal. pkwy. priv. prob. proc. prof. prop. pub. rd. reg. regs. rev. stat. supp. supr. tenn. tex. tit. va. \
            veh. vt. wash. welf. wis. wyo.",
        beginnings: "the a an it its in on at this that these those there then they we you he she i \
            but and or so if when while as after before for from with what who why how our their \
            his her my no yes not all some many most by to of is are was were do does did let see",
        ..SHARED
    },
    Abbreviations {
        lang: "de",
        inner: "z.b. d.h. u.a. bzw. vgl. i.d.r. i.e. o.ä. o.g. s.o. s.u. u.u. v.a. m.e. ggf. evtl. \
            inkl. exkl. zzgl. bspw. sog. hrsg. geb. gest. gegr. ev. kath. a.a.o. n.chr. v.chr. hl. \
            fa. fr. hr. str. tel. med. jur. phil. rer. habil. dgl. insb. insbes. allg. übers. aufl. \
            jh. jhd. mio. mrd. max. min. z.t. z.zt. i.s.d. i.s.v. i.v.m. e.v. dr. prof. dipl. ing.",
        numbered: "abs. abschn. nr. nrn. s. art. bd. bde. kap. ziff. abb. tab. anm. jg. rn. rdnr. lit. \
            fn. mär. mai. okt. dez. par. h. sp. bl. teil. var. alt. hs. satz.",
        last: "usw. u.s.w. etc. u.ä. ff. f. uvm. u.v.m.",
        beginnings: "der die das den dem des ein eine einen einer es er sie wir ihr ich in im an am \
            auf aus bei mit nach von vor zu zum zur und oder aber denn doch dann danach da so wenn \
            als wie was wer warum wo auch nicht nur dies diese dieser dieses jede jeder alle für",
        laws: "",
        ordinals: true,
    },
    Abbreviations {
        lang: "fr",
        inner: "av. apr. p.ex. par.ex. m. mm. me. av.j.-c. apr.j.-c. j.-c. env. éd. coll. dir. trad. ref. réf. \
            cass. civ. crim. trav. pén. proc. bull. urb. conso. plén. hab. boul. c.-à-d. n.d.l.r. ndlr. suiv. s.d. op.cit. st. ste. sté. tél.",
        numbered: "art. chap. fasc. fig. p. pp. vol. t. n. no. al. par. janv. févr. juil. sept. oct. \
            nov. déc. avr. l. r. d. art.l.",
        last: "etc.",
        beginnings: "le la les l un une des il elle ils elles on nous vous je tu ce cette ces cela en \
            dans sur pour par avec et ou mais donc car puis ensuite alors si quand comme au aux à de",
        ..SHARED
    },
    Abbreviations {
        lang: "es",
        inner: "p.ej. ej. sr. sra. srta. dra. d. dña. ud. uds. vd. vds. lic. arq. a.c. d.c. admón. \
            aprox. av. avda. c. depto. dpto. gral. ntra. pdte. prov. s.a. tel. trad. vid.",
        numbered: "art. arts. núm. núms. pág. págs. p. pp. cap. caps. vol. vols. fig. figs. t. ed. inc.",
        last: "etc. ee.uu. ss.",
        beginnings: "el los las lo un una unos unas en de por para con y o pero si cuando como que no \
            se su sus este esta estos estas ese esa eso él ella ellos ellas nosotros después luego",
        ..SHARED
    },
    Abbreviations {
        lang: "pt",
        inner: "p.ex. ex. sr. sra. dra. exmo. exma. d. av. r. a.c. d.c. aprox. depto. séc. tel. trad.",
        numbered: "art. núm. pág. págs. p. pp. cap. vol. fig. n. inc.",
        last: "etc. e.u.a. eua.",
        beginnings: "o a os as um uma em no na nos nas de do da por para com e ou mas se quando como \
            ele ela eles elas este esta depois",
        ..SHARED
    },
    Abbreviations {
        lang: "it",
        inner: "p.es. es. sig. sig.ra. sigg. dott. dott.ssa. prof.ssa. avv. on. arch. s.p.a. s.r.l. a.c. \
            d.c. c.d. cd. ca. cfr. v. p.za. trad. cass. civ. pen. cost. trib. d.lgs.",
        laws: "sez. un. app. cons. st. reg.",
        numbered: "art. artt. pag. pagg. p. pp. cap. vol. fig. n. nn. sez. tab. sec.",
        last: "ecc. etc.",
        beginnings: "il lo la i gli le l un una in nel nella di del della per con e o ma se quando come \
            poi dopo questo questa",
        ..SHARED
    },
    Abbreviations {
        lang: "nl",
        inner: "bijv. bv. d.w.z. o.a. t.a.v. m.b.t. i.v.m. n.a.v. o.l.v. dhr. mevr. mw. drs. ir. ing. \
            evt. incl. excl. vgl. resp. z.g. zgn. m.a.w. a.d.h.v. jl. ca.",
        numbered: "blz. p. nr. art. hfst. afb. jg. jrg. vol. fig. par.",
        last: "enz. etc. e.d. e.a.",
        beginnings: "de het een in op van voor met en of maar als dan daarna dit dat deze die we ze hij",
        ..SHARED
    },
    Abbreviations {
        lang: "pl",
        inner: "dz. dz.u. np. m.in. tj. tzn. tzw. prof. dr. mgr. inż. ul. al. pl. św. ks. im. red. wyd. por. zob. \
            ok. gł. woj. pow. gm.",
        numbered: "nr. str. s. t. r. art. ust. pkt. rozdz. poz. rys. tab.",
        last: "itd. itp. r. w.",
        beginnings: "to w na z za po do i a ale gdy jak potem ten ta te",
        laws: "",
        ordinals: true,
    },
    Abbreviations {
        lang: "sv",
        inner: "t.ex. bl.a. dvs. d.v.s. s.k. m.fl. o.s.v. jfr. ung. dr. prof. st. f.d. p.g.a. m.a.o.",
        numbered: "s. nr. kap. bd. fig. tab. art.",
        last: "etc. osv. m.m. mm.",
        beginnings: "det den de en ett i på av för med och men om när som vi",
        ..SHARED
    },
    Abbreviations {
        lang: "da",
        inner: "f.eks. fx. bl.a. dvs. d.v.s. jf. ca. dr. prof. evt. inkl. mht. pga. ift.",
        numbered: "s. nr. kap. bd. fig. tab. art. stk.",
        last: "etc. osv. m.m. mv. m.v.",
        beginnings: "det den de en et i på af for med og men om når som vi",
        laws: "",
        ordinals: true,
    },
    Abbreviations {
        lang: "no",
        inner: "f.eks. bl.a. dvs. d.v.s. jf. ca. dr. prof. evt. inkl. mht. pga.",
        numbered: "s. nr. kap. bd. fig. tab. art.",
        last: "etc. osv. m.m. mv. m.v.",
        beginnings: "det den de en et i på av for med og men om når som vi",
        laws: "",
        ordinals: true,
    },
    Abbreviations {
        lang: "fi",
        inner: "esim. ks. vrt. ym. eli. n. ts. prof. tri.",
        numbered: "s. nro. art. kuva. luku. osa.",
        last: "jne. yms. ym.",
        beginnings: "se ne ja mutta kun jos hän he me",
        laws: "",
        ordinals: true,
    },
    Abbreviations {
        lang: "cs",
        inner: "např. tj. tzv. prof. dr. ing. mgr. bc. sv. ul. nám. mj. popř. resp. srov. viz. zejm.",
        numbered: "č. s. str. kap. čl. odst. obr. tab. r. sv. roč.",
        last: "atd. apod. aj.",
        beginnings: "to ten ta v na z za po do a ale když jak pak",
        laws: "",
        ordinals: true,
    },
    Abbreviations {
        lang: "tr",
        inner: "örn. bkz. dr. prof. doç. av. sn. yrd. krş. çev. haz. yay.",
        numbered: "s. no. md. c. sy. böl.",
        last: "vb. vs. vd.",
        beginnings: "bu bir o ve ama sonra",
        laws: "",
        ordinals: true,
    },
    Abbreviations {
        lang: "ru",
        inner: "т.е. т.к. т.н. т.ч. т.о. напр. см. ср. г. гг. ул. им. д. проф. акад. др. стр. обл. р-н. \
            просп. пер. пл. тов. гр. св. н.э. до.н.э. англ. нем. рус.",
        numbered: "с. гл. ст. п. рис. табл. т. вып. изд. № ч.",
        last: "т.д. т.п. пр. др. в. вв.",
        beginnings: "это он она они мы вы я в на с и а но когда если потом",
        ..SHARED
    },
    Abbreviations {
        lang: "el",
        inner: "π.χ. δηλ. κ. κα. βλ. πρβλ. καθ. μ.χ. π.μ. μ.μ.",
        numbered: "σ. σελ. αρ. τ. κεφ. άρθρ.",
        last: "κ.λπ. κλπ. κ.ά.",
        beginnings: "το η ο οι τα σε με και αλλά αν όταν",
        ..SHARED
    },
];

/// What stands at the end of an abbreviation, in any language: of `z.b.` that is `z.b.` and, where a
/// blank stands within it, `b.`
static ENDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let all = LANGUAGES.iter().chain([&SHARED]);
    let lists = all.flat_map(|language| [language.inner, language.numbered, language.last]);
    let known = lists.flat_map(str::split_ascii_whitespace);
    known.flat_map(ends).collect()
});

/// A word, and what of it stands behind each of its stops.
fn ends(word: &'static str) -> impl Iterator<Item = &'static str> {
    let stops = word.match_indices('.').map(|(at, _)| &word[at + 1..]);
    stops.chain([word]).filter(|end| !end.is_empty())
}

/// Whether the stop at the end of `before` is none of a sentence, if `after` follows.
pub(super) fn ends_no_sentence(before: &str, after: &str, lang: &str) -> bool {
    let code = lang
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let code = if code == "nb" || code == "nn" {
        "no"
    } else {
        code.as_str()
    };
    let own = LANGUAGES.iter().find(|language| language.lang == code);
    let own = own.unwrap_or(&SHARED);
    let next = first_word(after);
    let words = Words::at_end_of(before);
    let is_in =
        |of: fn(&Abbreviations) -> &'static str| words.are_in(of(own)) || words.are_in(of(&SHARED));
    if is_in(|all| all.inner) || is_list_number(before) {
        return true;
    }
    let is_counted = is_number(next) || leads_to_number(after, next, own);
    if is_in(|all| all.numbered) && is_counted {
        return true;
    }
    let begins = || begins_sentence(next, own) && !is_counted;
    if words.name_a_law(own) && !begins() {
        return true;
    }
    if own.ordinals && words.end_in_ordinal() && !begins_sentence(next, own) {
        return true;
    }
    let may_go_on = is_in(|all| all.last) || words.end_in_initials() || words.lead_on_to(after);
    // `No.` is a word of its own where no number follows.
    let is_word = words.are_in("no.") && !is_number(next);
    may_go_on && !is_word && !begins()
}

/// A word without the article that stands before it with an apostrophe: `l'art.`
fn without_article(word: &str) -> &str {
    const LONGEST: usize = 6;
    match word.split_once(['\'', '’']) {
        Some((article, rest))
            if article.len() <= LONGEST && ENDS.contains(&*rest.to_lowercase()) =>
        {
            rest
        }
        _ => word,
    }
}

/// Whether what follows is a letter or a word that counts, before its number: `L. 123-4`, `No. 5`.
fn leads_to_number(after: &str, next: &str, language: &Abbreviations) -> bool {
    let behind = after.trim_start().strip_prefix(next);
    // A stop behind the letter tells it from a word: `A 5-year plan`.
    let behind = behind.and_then(|behind| behind.strip_prefix('.'));
    if !behind.is_some_and(|behind| behind.trim_start().starts_with(char::is_numeric)) {
        return false;
    }
    let is_letter = next.chars().count() == 1 && next.chars().all(char::is_uppercase);
    let typed = format!("{}.", next.to_lowercase());
    let counts = |list: &str| list.split_ascii_whitespace().any(|known| known == typed);
    is_letter || counts(language.numbered) || counts(SHARED.numbered)
}

/// The last words of a text, without the brackets and marks before them.
struct Words {
    /// One word, then two, three and four without the blanks between, in small letters. `None` where
    /// the last ends no abbreviation, as nearly all do.
    joined: Option<[String; 4]>,
    last: String,
}

impl Words {
    fn at_end_of(text: &str) -> Self {
        let words = text
            .rsplit(char::is_whitespace)
            .filter(|word| !word.is_empty())
            .map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '§'))
            .map(without_article);
        let last = words.clone().next().unwrap_or_default();
        let joined = ENDS.contains(&*last.to_lowercase()).then(|| {
            let mut all = String::new();
            let mut joined: [String; 4] = Default::default();
            for (words, word) in joined.iter_mut().zip(words) {
                all.insert_str(0, &word.to_lowercase());
                words.clone_from(&all);
            }
            joined
        });
        Self {
            joined,
            last: last.to_owned(),
        }
    }

    fn are_in(&self, list: &str) -> bool {
        self.joined.as_ref().is_some_and(|joined| {
            list.split_ascii_whitespace()
                .any(|known| joined.iter().any(|words| words == known))
        })
    }

    /// A part of the name of a law, a court or a street, with its capital.
    fn name_a_law(&self, language: &Abbreviations) -> bool {
        let last = self.last.to_lowercase();
        let mut laws = language.laws.split_ascii_whitespace();
        self.last.starts_with(char::is_uppercase) && laws.any(|law| law == last)
    }

    /// A number of one or two figures: `1.`
    fn end_in_ordinal(&self) -> bool {
        let figures = self.last.trim_end_matches('.');
        (1..=2).contains(&figures.len()) && figures.bytes().all(|b| b.is_ascii_digit())
    }

    /// Capitals with stops: `J.`, `J.-P.`, `U.S.`
    fn end_in_initials(&self) -> bool {
        let mut initials = self
            .last
            .split('.')
            .map(|part| part.trim_start_matches('-'));
        self.last.ends_with('.')
            && initials.all(|part| {
                let mut letters = part.chars();
                letters.next().is_none_or(char::is_uppercase) && letters.next().is_none()
            })
    }

    /// One letter, or the same twice, before others with a stop: the first of `z. B.` and `EE. UU.`
    fn lead_on_to(&self, after: &str) -> bool {
        let word = after.split(char::is_whitespace).next().unwrap_or_default();
        // A comma behind the last of them says as well that the sentence goes on.
        let word = word.trim_end_matches([',', ';', ':']);
        let letters = |word: &str| {
            let letters: Vec<char> = word.strip_suffix('.').unwrap_or_default().chars().collect();
            letters.iter().all(|c| c.is_alphabetic()).then_some(letters)
        };
        let leads = letters(&self.last).is_some_and(|letters| match letters.as_slice() {
            [_] => true,
            [one, other] => one == other,
            _ => false,
        });
        leads && letters(word).is_some_and(|letters| (1..=3).contains(&letters.len()))
    }
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    &text[..end]
}

fn begins_sentence(word: &str, language: &Abbreviations) -> bool {
    let word = word.to_lowercase();
    language
        .beginnings
        .split_ascii_whitespace()
        .any(|known| known == word)
}

/// Whether a word is a number, in figures or as Romans write them.
fn is_number(word: &str) -> bool {
    let is_roman = !word.is_empty() && word.bytes().all(|b| b"IVXLCDM".contains(&b));
    is_roman || word.starts_with(char::is_numeric)
}

/// Whether a sentence is only the number of a list so far.
fn is_list_number(text: &str) -> bool {
    let number = text.trim_end_matches('.');
    (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}
