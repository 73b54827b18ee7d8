//! The commands of LaTeX that stand for one character: letters, signs and the alphabets of Cyrillic.
//!
//! The names follow the tables of pylatexenc (MIT), with those that bibliographies use beside them.

use std::collections::HashMap;
use std::sync::LazyLock;

static BY_NAME: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut words = SYMBOLS.split(' ');
    std::iter::from_fn(|| Some((words.next()?, words.next()?))).collect()
});

/// The character that a command stands for.
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    BY_NAME.get(name).copied()
}

/// Names and characters by turns.
const SYMBOLS: &str = "\
    AA Å AE Æ Alpha Α Angle ⦜ Beta Β Bumpeq ≎ CYRA А CYRABHCH Ҽ CYRABHCHDSC Ҿ CYRABHDZE Ӡ \
    CYRABHHA Ҩ CYRAE Ӕ CYRB Б CYRBYUS Ѫ CYRC Ц CYRCH Ч CYRCHLDSC Ӌ CYRCHRDSC Ҷ CYRCHVCRS Ҹ \
    CYRD Д CYRDJE Ђ CYRDZE Ѕ CYRDZHE Џ CYRE Е CYREREV Э CYRERY Ы CYRF Ф CYRFITA Ѳ CYRG Г \
    CYRGDSC Ӷ CYRGDSCHCRS Ӻ CYRGHCRS Ғ CYRGHK Ҕ CYRGUP Ґ CYRH Х CYRHDSC Ҳ CYRHHCRS Ӿ CYRHHK Ӽ \
    CYRHRDSN Ъ CYRI И CYRIE Є CYRII І CYRISHRT Й CYRIZH Ѵ CYRJE Ј CYRK К CYRKBEAK Ҡ CYRKDSC Қ \
    CYRKHCRS Ҟ CYRKHK Ӄ CYRKVCRS Ҝ CYRL Л CYRLDSC Ӆ CYRLJE Љ CYRM М CYRMDSC Ӎ CYRN Н CYRNDSC Ң \
    CYRNG Ҥ CYRNHK Ӈ CYRNJE Њ CYRO О CYROTLD Ө CYRP П CYRPHK Ҧ CYRR Р CYRRTICK Ҏ CYRS С \
    CYRSCHWA Ә CYRSDSC Ҫ CYRSEMISFTSN Ҍ CYRSFTSN Ь CYRSH Ш CYRSHCH Щ CYRSHHA Һ CYRT Т CYRTDSC Ҭ \
    CYRTETSE Ҵ CYRTSHE Ћ CYRU У CYRUSHRT Ў CYRV В CYRY Ү CYRYA Я CYRYAT Ѣ CYRYHCRS Ұ CYRYI Ї \
    CYRYO Ё CYRYU Ю CYRZ З CYRZDSC Ҙ CYRZH Ж CYRZHDSC Җ CYRpalochka Ӏ Cap ⋒ Chi Χ Colon ∷ Cup ⋓ \
    DH Ð DJ Đ Delta Δ Digamma Ϝ DownArrowBar ⤓ DownArrowUpArrow ⇵ DownLeftRightVector ⥐ \
    DownLeftTeeVector ⥞ DownLeftVectorBar ⥖ DownRightTeeVector ⥟ DownRightVectorBar ⥗ \
    Downarrow ⇓ EUR € Epsilon Ε Equal ⩵ Eta Η Gamma Γ IJ Ĳ Ident 𝕀 Iota Ι Kappa Κ Koppa Ϟ L Ł \
    Lambda Λ LeftDownTeeVector ⥡ LeftDownVectorBar ⥙ LeftRightVector ⥎ LeftTeeVector ⥚ \
    LeftTriangleBar ⧏ LeftUpDownVector ⥑ LeftUpTeeVector ⥠ LeftUpVectorBar ⥘ LeftVectorBar ⥒ \
    Leftarrow ⇐ Leftrightarrow ⇔ Lleftarrow ⇚ Longleftarrow ⟸ Longleftrightarrow ⟺ \
    Longrightarrow ⟹ Lsh ↰ Mu Μ NG Ŋ NestedGreaterGreater ⪢ NestedLessLess ⪡ Nu Ν O Ø OE Œ \
    Omega Ω Omicron Ο P ¶ Phi Φ Pi Π Psi Ψ ReverseUpEquilibrium ⥯ Rho Ρ RightDownTeeVector ⥝ \
    RightDownVectorBar ⥕ RightTeeVector ⥛ RightTriangleBar ⧐ RightUpDownVector ⥏ \
    RightUpTeeVector ⥜ RightUpVectorBar ⥔ RightVectorBar ⥓ Rightarrow ⇒ RoundImplies ⥰ \
    Rrightarrow ⇛ Rsh ↱ RuleDelayed ⧴ S § SS ẞ Sampi Ϡ Sigma Σ Stigma Ϛ Subset ⋐ Supset ⋑ TH Þ \
    Tau Τ Theta Θ UpArrowBar ⤒ UpEquilibrium ⥮ Uparrow ⇑ Updownarrow ⇕ Upsilon Υ VDash ⊫ Vdash ⊩ \
    Vert ‖ Vvdash ⊪ Xi Ξ Zeta Ζ aa å ae æ aleph ℵ allequal ≌ alpha α amalg ⨿ angle ∠ approx ≈ \
    approxeq ≊ approxnotequal ≆ aquarius ♒ aries ♈ arrowwaveleft ↜ arrowwaveright ↝ ast ∗ \
    asymp ≍ backepsilon ϶ backprime ‵ backsim ∽ backsimeq ⋍ backslash \\ barwedge ⌅ because ∵ \
    beta β beth ℶ between ≬ bigcap ⋂ bigcirc ◯ bigcup ⋃ bigoplus ⊕ bigotimes ⊗ bigtriangledown ▽ \
    bigtriangleup △ bigvee ⋁ bigwedge ⋀ blacklozenge ⧫ blacksquare ▪ blacktriangle ▴ \
    blacktriangledown ▾ blacktriangleleft ◂ blacktriangleright ▸ bowtie ⋈ boxdot ⊡ boxminus ⊟ \
    boxplus ⊞ boxtimes ⊠ bullet ∙ bumpeq ≏ cancer ♋ cap ∩ capricornus ♑ cdot · cdotp · cdots ⋯ \
    celsius ℃ cent ¢ checkmark ✓ chi χ circ ∘ circeq ≗ circlearrowleft ↺ circlearrowright ↻ \
    circledS Ⓢ circledast ⊛ circledcirc ⊚ circleddash ⊝ clockoint ⨏ clubsuit ♣ clwintegral ∱ \
    colon : complement ∁ cong ≅ coprod ∐ copyright © cross ✗ cup ∪ curlyeqprec ⋞ curlyeqsucc ⋟ \
    curlyvee ⋎ curlywedge ⋏ curvearrowleft ↶ curvearrowright ↷ cyra а cyrabhch ҽ cyrabhchdsc ҿ \
    cyrabhdze ӡ cyrabhha ҩ cyrae ӕ cyrb б cyrbyus ѫ cyrc ц cyrch ч cyrchldsc ӌ cyrchrdsc ҷ \
    cyrchvcrs ҹ cyrd д cyrdje ђ cyrdze ѕ cyrdzhe џ cyre е cyrerev э cyrery ы cyrf ф cyrfita ѳ \
    cyrg г cyrgdsc ӷ cyrgdschcrs ӻ cyrghcrs ғ cyrghk ҕ cyrgup ґ cyrh х cyrhdsc ҳ cyrhhcrs ӿ \
    cyrhhk ӽ cyrhrdsn ъ cyri и cyrie є cyrii і cyrishrt й cyrizh ѵ cyrje ј cyrk к cyrkbeak ҡ \
    cyrkdsc қ cyrkhcrs ҟ cyrkhk ӄ cyrkvcrs ҝ cyrl л cyrldsc ӆ cyrlje љ cyrm м cyrmdsc ӎ cyrn н \
    cyrndsc ң cyrng ҥ cyrnhk ӈ cyrnje њ cyro о cyrotld ө cyrp п cyrphk ҧ cyrr р cyrrtick ҏ \
    cyrs с cyrschwa ә cyrsdsc ҫ cyrsemisftsn ҍ cyrsftsn ь cyrsh ш cyrshch щ cyrshha һ cyrt т \
    cyrtdsc ҭ cyrtetse ҵ cyrtshe ћ cyru у cyrushrt ў cyrv в cyry ү cyrya я cyryat ѣ cyryhcrs ұ \
    cyryi ї cyryo ё cyryu ю cyrz з cyrzdsc ҙ cyrzh ж cyrzhdsc җ dag † dagger † daleth ℸ dashv ⊣ \
    dblarrowupdown ⇅ ddag ‡ ddots ⋱ degree ° degrees ° delta δ dh ð diagup ╱ diamond ♢ \
    diamondsuit ♦ digamma ϝ div ÷ divideontimes ⋇ dj đ doteq ≐ doteqdot ≑ dotplus ∔ dots … \
    dotsb … dotsc … dotsi … dotsm … dotso … downarrow ↓ downdownarrows ⇊ downharpoonleft ⇃ \
    downharpoonright ⇂ downslopeellipsis ⋱ eighthnote ♪ ell ℓ emptyset ∅ epsilon ε eqcirc ≖ \
    eqslantgtr ⪖ eqslantless ⪕ equiv ≡ estimates ≙ eta η eth ð euro € exists ∃ fallingdotseq ≒ \
    fg » flat ♭ flq ‹ flqq « forall ∀ forcesextra ⊨ frown ⌢ frq › frqq » gamma γ ge ≥ gemini ♊ \
    geq ≥ geqq ≧ geqslant ⩾ gets ← gg ≫ gimel ℷ glq ‚ glqq „ gnapprox ⪊ gneq ⪈ gneqq ≩ gnsim ⋧ \
    greaterequivlnt ≳ grq ‘ grqq “ gt > gtrapprox ⪆ gtrdot ⋗ gtreqless ⋛ gtreqqless ⪌ gtrless ≷ \
    gtrsim ≳ guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › hbar ħ \
    heartsuit ♥ hermitconjmatrix ⊹ homothetic ∻ hookleftarrow ↩ hookrightarrow ↪ hslash ℏ i ı \
    iddots ⋰ iff ⇔ iiint ∭ iint ∬ ij ĳ implies ⇒ in ∈ infty ∞ int ∫ intercal ⊺ iota ι j ȷ \
    jupiter ♃ kappa κ l ł lVert ‖ lambda λ land ∧ langle ⟨ lazysinv ∾ lbrace { lceil ⌈ ldotp . \
    ldots … le ≤ leftarrow ← leftarrowtail ↢ leftharpoondown ↽ leftharpoonup ↼ leftleftarrows ⇇ \
    leftrightarrow ↔ leftrightarrows ⇆ leftrightharpoons ⇋ leftrightsquigarrow ↭ \
    leftthreetimes ⋋ leo ♌ leq ≤ leqq ≦ leqslant ⩽ lessapprox ⪅ lessdot ⋖ lesseqgtr ⋚ \
    lesseqqgtr ⪋ lessequivlnt ≲ lessgtr ≶ lesssim ≲ lfloor ⌊ libra ♎ ll ≪ llcorner ⌞ \
    lmoustache ⎰ lnapprox ⪉ lneq ⪇ lneqq ≨ lnot ¬ lnsim ⋦ longleftarrow ⟵ longleftrightarrow ⟷ \
    longmapsto ⟼ longrightarrow ⟶ looparrowleft ↫ looparrowright ↬ lor ∨ lozenge ◊ lq ‘ \
    lrcorner ⌟ lt < ltimes ⋉ male ♂ mapsto ↦ measuredangle ∡ mercury ☿ mho ℧ mid ∣ minus − mp ∓ \
    mu μ multimap ⊸ nLeftarrow ⇍ nLeftrightarrow ⇎ nRightarrow ⇏ nVDash ⊯ nVdash ⊮ nabla ∇ \
    natural ♮ ne ≠ nearrow ↗ neg ¬ neptune ♆ neq ≠ nexists ∄ ng ŋ ngeq ≱ ngtr ≯ ni ∋ \
    nleftarrow ↚ nleftrightarrow ↮ nleq ≰ nless ≮ nmid ∤ notgreaterless ≹ notin ∉ \
    notlessgreater ≸ nparallel ∦ nprec ⊀ nsubseteq ⊈ nsucc ⊁ nsupseteq ⊉ ntriangleleft ⋪ \
    ntrianglelefteq ⋬ ntriangleright ⋫ ntrianglerighteq ⋭ nu ν nvDash ⊭ nvdash ⊬ nwarrow ↖ o ø \
    odot ⊙ oe œ og « oint ∮ omega ω omicron ο ominus ⊖ openbracketleft 〚 openbracketright 〛 \
    oplus ⊕ oslash ⊘ otimes ⊗ owns ∋ parallel ∥ partial ∂ percent % perp ⊥ perspcorrespond ⩞ \
    phi φ pi π pisces ♓ pitchfork ⋔ pluto ♇ pm ± pounds £ prec ≺ precapprox ⪷ preccurlyeq ≼ \
    precedesnotsimilar ⋨ preceq ≼ precnapprox ⪹ precneqq ⪵ precsim ≾ prime ′ prod ∏ propto ∝ \
    psi ψ quarternote ♩ quotedblbase „ quotesinglbase ‚ rVert ‖ rangle ⟩ rbrace } rceil ⌉ \
    recorder ⌕ registered ® rfloor ⌋ rho ρ rightangle ∟ rightanglearc ⊾ rightarrow → \
    rightarrowtail ↣ rightharpoondown ⇁ rightharpoonup ⇀ rightleftarrows ⇄ rightleftharpoons ⇌ \
    rightmoon ☾ rightrightarrows ⇉ rightsquigarrow ⇝ rightthreetimes ⋌ risingdotseq ≓ \
    rmoustache ⎱ rq ’ rtimes ⋊ sagittarius ♐ saturn ♄ sb _ scorpio ♏ searrow ↘ setminus ∖ \
    sharp ♯ sigma σ sim ∼ simeq ≃ slash / smallsetminus ∖ smile ⌣ sp ^ spadesuit ♠ \
    sphericalangle ∢ sqcap ⊓ sqcup ⊔ sqrint ⨖ sqsubset ⊏ sqsubseteq ⊑ sqsupset ⊐ sqsupseteq ⊒ \
    square □ ss ß star ⋆ starequal ≛ subset ⊂ subseteq ⊆ subseteqq ⫅ subsetneq ⊊ subsetneqq ⫋ \
    succ ≻ succapprox ⪸ succcurlyeq ≽ succeq ≽ succnapprox ⪺ succneqq ⪶ succnsim ⋩ succsim ≿ \
    sum ∑ supset ⊃ supseteq ⊇ supseteqq ⫆ supsetneq ⊋ supsetneqq ⫌ surd √ surfintegral ∯ \
    swarrow ↙ tau τ taurus ♉ textDelta Δ textOmega Ω textTheta ϴ textalpha α textampersand & \
    textasciiacute ´ textasciibreve ˘ textasciicaron ˇ textasciicircum ^ textasciidieresis ¨ \
    textasciigrave ` textasciimacron ¯ textasciitilde ~ textasteriskcentered * textbackslash \\ \
    textbaht ฿ textbar | textbeta β textbigcircle ◯ textbraceleft { textbraceright } \
    textbrokenbar ¦ textbullet • textcelsius ℃ textcent ¢ textcircledP ℗ textcolonmonetary ₡ \
    textcopyright © textcurrency ¤ textdagger † textdaggerdbl ‡ textdegree ° textdelta δ \
    textdiscount ⁒ textdiv ÷ textdollar $ textdong ₫ textdoublepipe ǂ textdownarrow ↓ \
    textellipsis … textemdash — textendash – textestimated ℮ texteuro € textexclamdown ¡ \
    textflat ♭ textflorin ƒ textfractionsolidus ⁄ textgamma γ textglotstop ʔ textgreater > \
    textheart ♥ texthvlig ƕ texthyphen ‐ textinterrobang ‽ textlambda λ textlangle 〈 \
    textleftarrow ← textless < textlira ₤ textlnot ¬ textmho ℧ textminus − textmp ∓ textmu µ \
    textmultiply × textmusicalnote ♪ textnaira ₦ textnrleg ƞ textnumbersign # textnumero № \
    textohm Ω textomega ω textonehalf ½ textonequarter ¼ textonesuperior ¹ textopenbullet ◦ \
    textordfeminine ª textordmasculine º textparagraph ¶ textpercent % textperiodcentered · \
    textpertenthousand ‱ textperthousand ‰ textpeso ₱ textphi ɸ textpi π textpm ± \
    textquestiondown ¿ textquotedbl \" textquotedblleft “ textquotedblright ” textquoteleft ‘ \
    textquoteright ’ textquotesingle ' textquotestraightbase ‚ textquotestraightdblbase „ \
    textrangle 〉 textrecipe ℞ textreferencemark ※ textregistered ® textrightarrow → textschwa ə \
    textsection § textservicemark ℠ textsharp ♯ textsigma σ textslash / textsterling £ \
    texttheta θ textthreequarters ¾ textthreesuperior ³ texttildelow ˜ texttimes × \
    texttrademark ™ textturnk ʞ texttwosuperior ² textunderscore _ textuparrow ↑ textvartheta ϑ \
    textvisiblespace ␣ textwon ₩ textyen ¥ th þ therefore ∴ theta θ tildetrpl ≋ times × to → \
    top ⊤ trademark ™ triangledown ▿ triangleleft ◃ trianglelefteq ⊴ triangleq ≜ triangleright ▹ \
    trianglerighteq ⊵ truestate ⊧ twoheadleftarrow ↞ twoheadrightarrow ↠ udots ⋰ ulcorner ⌜ \
    uparrow ↑ updownarrow ↕ upharpoonleft ↿ upharpoonright ↾ uplus ⊎ upsilon υ upslopeellipsis ⋰ \
    upuparrows ⇈ uranus ♅ urcorner ⌝ varepsilon ε varkappa ϰ varnothing ∅ varperspcorrespond ⌆ \
    varphi φ varpi ϖ varrho ϱ varsigma ς vartheta ϑ vartriangle ▵ vartriangleleft ⊲ \
    vartriangleright ⊳ vdash ⊢ vdots ⋮ vee ∨ veebar ⊻ venus ♀ vert | verymuchgreater ⋙ \
    verymuchless ⋘ virgo ♍ volintegral ∰ wedge ∧ wp ℘ wr ≀ xi ξ yen ¥ zeta ζ";

#[cfg(test)]
mod tests {
    use super::{SYMBOLS, symbol};

    #[test]
    fn every_name_has_one_character() {
        let words: Vec<&str> = SYMBOLS.split(' ').collect();
        assert_eq!(words.len() % 2, 0);
        for pair in words.chunks(2) {
            assert!(pair[0].bytes().all(|b| b.is_ascii_alphabetic()), "{pair:?}");
            assert_eq!(pair[1].chars().count(), 1, "{pair:?}");
        }
        assert_eq!(symbol("rightarrow"), Some("→"));
        assert_eq!(symbol("nothing"), None);
    }
}
