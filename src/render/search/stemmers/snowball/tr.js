/* Snowball, BSD-3-Clause, (c) 2001 Martin Porter, 2002 Richard Boulton */
(()=>{"use strict";let r,a,e,f,o,k,b,n,i;const t=(f,o,k)=>{const b=k.length-(o-f);return r=r.slice(0,f)+k+r.slice(o),e+=b,a>=o?a+=b:a>f&&(a=f),b},u=f=>a<e&&r.startsWith(f,a)&&(a+=f.length,
!0),v=e=>a-f>=e.length&&r.startsWith(e,a-e.length)&&(a-=e.length,!0),c=r=>{t(o,k,r)},s=()=>{t(o,k,"")},d=(r,a,e)=>{const f=t(r,a,e);r<=o&&(o+=f),r<=k&&(k+=f)},m=f=>a<e&&f.includes(r[a])&&(a++,
!0),l=e=>a>f&&e.includes(r[a-1])&&(a--,!0),z=e=>a>f&&!e.includes(r[a-1])&&(a--,!0),h=([e,o,k])=>{const b=a;for(let n=Math.min(e,b-f);n>=0;n--){const e=o.get(r.slice(b-n,b));if(void 0===e)continue
;a=b-n;const f=k[e>>8];if(!f)return 255&e;const i=f();if(a=b-n,i)return 255&e}return 0},g=(r,...a)=>{const e=new Map;let f=0;for(const a of r.split(" ")){const[,r,o,k]=/^(.*?)(\d*)([A-Z]?)$/.exec(a)
;e.set(r,(+o||1)+(k?k.charCodeAt(0)-64<<8:0)),f=Math.max(f,r.length)}return[f,e,[,...a]]},p="aeiouöüı",w="iuüı";function y(){var r=e-a;r:for(;;){for(var o=e-a;l(p);){a=e-o;break r}if(a=e-o,
a<=f)return!1;a--}r:for(;;){var k=e-a;a:for(;v("a");){e:for(;;){for(var b=e-a;l("aouı");){a=e-b;break e}if(a=e-b,a<=f)break a;a--}break r}a=e-k;a:for(;v("e");){e:for(;;){for(var n=e-a;l("eiöü");){
a=e-n;break e}if(a=e-n,a<=f)break a;a--}break r}a=e-k;a:for(;v("ı");){e:for(;;){for(var i=e-a;l("aı");){a=e-i;break e}if(a=e-i,a<=f)break a;a--}break r}a=e-k;a:for(;v("i");){e:for(;;){
for(var t=e-a;l("ei");){a=e-t;break e}if(a=e-t,a<=f)break a;a--}break r}a=e-k;a:for(;v("o");){e:for(;;){for(var u=e-a;l("ou");){a=e-u;break e}if(a=e-u,a<=f)break a;a--}break r}a=e-k;a:for(;v("ö");){
e:for(;;){for(var c=e-a;l("öü");){a=e-c;break e}if(a=e-c,a<=f)break a;a--}break r}a=e-k;a:for(;v("u");){e:for(;;){for(var s=e-a;l("ou");){a=e-s;break e}if(a=e-s,a<=f)break a;a--}break r}if(a=e-k,
!v("ü"))return!1;a:for(;;){for(var d=e-a;l("öü");){a=e-d;break a}if(a=e-d,a<=f)return!1;a--}break r}return a=e-r,!0}function M(){r:for(;;){var r=e-a;a:for(;v("n");){var o=e-a;if(!l(p))break a;a=e-o
;break r}a=e-r;var k=e-a;a:for(;;){var b=e-a;if(!v("n"))break a;return a=e-b,!1}a=e-k;var n=e-a;if(a<=f)return!1;if(a--,!l(p))return!1;a=e-n;break r}return!0}function x(){r:for(;;){var r=e-a
;a:for(;v("y");){var o=e-a;if(!l(p))break a;a=e-o;break r}a=e-r;var k=e-a;a:for(;;){var b=e-a;if(!v("y"))break a;return a=e-b,!1}a=e-k;var n=e-a;if(a<=f)return!1;if(a--,!l(p))return!1;a=e-n;break r}
return!0}function A(){return 0!==h(_)&&!!function(){r:for(;;){var r=e-a;a:for(;l(w);){var o=e-a;if(!z(p))break a;a=e-o;break r}a=e-r;var k=e-a;a:for(;;){var b=e-a;if(!l(w))break a;return a=e-b,!1}
a=e-k;var n=e-a;if(a<=f)return!1;if(a--,!z(p))return!1;a=e-n;break r}return!0}()}function W(){return!!y()&&!!l(w)&&!!function(){r:for(;;){var r=e-a;a:for(;v("s");){var o=e-a;if(!l(p))break a;a=e-o
;break r}a=e-r;var k=e-a;a:for(;;){var b=e-a;if(!v("s"))break a;return a=e-b,!1}a=e-k;var n=e-a;if(a<=f)return!1;if(a--,!l(p))return!1;a=e-n;break r}return!0}()}function C(){return 0!==h(rr)}
function S(){return!!y()&&!!l(w)&&!!x()}function Z(){return!!y()&&0!==h(ar)}function $(){return!!y()&&0!==h(er)&&!!M()}function j(){return!!y()&&0!==h(fr)&&!!x()}function q(){return!!y()&&0!==h(or)}
function B(){return!!y()&&0!==h(kr)}function D(){return!!y()&&0!==h(br)}function E(){return!!y()&&0!==h(nr)}function F(){return!!y()&&0!==h(ir)}function G(){return!!y()&&0!==h(tr)&&!!x()}function H(){
return!!y()&&0!==h(ur)&&!!M()}function I(){return!!y()&&0!==h(vr)&&!!x()}function J(){return!!y()&&0!==h(cr)}function K(){return!!y()&&0!==h(sr)&&!!x()}function L(){return 0!==h(dr)}function N(){
return!!y()&&0!==h(mr)}function O(){return!!y()&&0!==h(lr)}function P(){return!!y()&&0!==h(zr)}function Q(){return 0!==h(hr)}function R(){return!!y()&&0!==h(gr)&&!!x()}function T(){
return 0!==h(pr)&&!!x()}function U(){return!!y()&&0!==h(wr)&&!!x()}function V(){return!!v("ken")&&!!x()}function X(){if(k=a,!v("ki"))return!1;r:for(;;){for(var r=e-a;B();){o=a,s();var f=e-a;a:for(;;){
k=a;e:for(;;){for(var b=e-a;N();){o=a,s();var n=e-a;f:for(;;){if(!X()){a=e-n;break f}break f}break e}if(a=e-b,!A()){a=e-f;break a}o=a,s();var i=e-a;f:for(;;){if(k=a,!N()){a=e-i;break f}if(o=a,s(),
!X()){a=e-i;break f}break f}break e}break a}break r}for(a=e-r;$();){o=a,s();var t=e-a;a:for(;;){k=a;e:for(;;){for(var u=e-a;C();){o=a,s();break e}a=e-u;f:for(;;){k=a;o:for(;;){
for(var c=e-a;A();)break o;if(a=e-c,!W())break f;break o}o=a,s();var d=e-a;o:for(;;){if(k=a,!N()){a=e-d;break o}if(o=a,s(),!X()){a=e-d;break o}break o}break e}if(a=e-u,!X()){a=e-t;break a}break e}
break a}break r}if(a=e-r,!D())return!1;a:for(;;){for(var m=e-a;C();){o=a,s();break a}for(a=e-m;W();){o=a,s();var l=e-a;e:for(;;){if(k=a,!N()){a=e-l;break e}if(o=a,s(),!X()){a=e-l;break e}break e}
break a}if(a=e-m,!X())return!1;break a}break r}return!0}function Y(){r:for(;;){var r=a;a:for(;;){var f=a;e:for(;;){for(;u("ad");)break e;if(a>=e)break a;a++}if(i=2,i!==e)break a;a=f;break r}a=r
;var o=a;a:for(;;){for(;u("soyad");)break a;if(a>=e)return!1;a++}if(i=5,i!==e)return!1;a=o;break r}return!0}
const _=g("m n miz niz muz nuz mız nız müz nüz"),rr=g("leri ları"),ar=g("ni nu nı nü"),er=g("in un ın ün"),fr=g("a e"),or=g("na ne"),kr=g("da ta de te"),br=g("nda nde"),nr=g("dan tan den ten"),ir=g("ndan nden"),tr=g("la le"),ur=g("ca ce"),vr=g("im um ım üm"),cr=g("sin sun sın sün"),sr=g("iz uz ız üz"),dr=g("siniz sunuz sınız sünüz"),mr=g("lar ler"),lr=g("niz nuz nız nüz"),zr=g("dir tir dur tur dır tır dür tür"),hr=g("casına cesine"),gr=g("di ti dik tik duk tuk dık tık dük tük dim tim dum tum dım tım düm tüm din tin dun tun dın tın dün tün du tu dı tı dü tü"),pr=g("sa se sak sek sam sem san sen"),wr=g("miş muş mış müş"),yr=g("b c2 d3 ğ4")
;groundworkSearch.take(t=>(r=t,a=f=o=0,e=k=t.length,function(){if(n=!1,i=0,!function(){var r=a,f=2;r:for(;;){var o=a;a:do{e:for(;;){for(;m(p);)break e;if(a>=e)break a;a++}f-=1;continue r}while(0);a=o
;break r}return!(f>0||(a=r,0))}())return!1;f=a,a=e;var r=e-a;if(function(){k=a,n=!0;r:for(;;){var r=e-a;a:for(;;){e:for(;;){for(var f=e-a;U();)break e;for(a=e-f;R();)break e;for(a=e-f;T();)break e
;if(a=e-f,!V())break a;break e}break r}a=e-r;a:for(;Q();){e:for(;;){for(var b=e-a;L();)break e;for(a=e-b;N();)break e;for(a=e-b;I();)break e;for(a=e-b;J();)break e;for(a=e-b;K();)break e;a=e-b;break e
}if(!U())break a;break r}for(a=e-r;N();){o=a,s();var i=e-a;a:for(;;){k=a;e:for(;;){for(var t=e-a;P();)break e;for(a=e-t;R();)break e;for(a=e-t;T();)break e;if(a=e-t,!U()){a=e-i;break a}break e}break a
}n=!1;break r}a=e-r;a:for(;O();){e:for(;;){for(var u=e-a;R();)break e;if(a=e-u,!T())break a;break e}break r}a=e-r;a:for(;;){e:for(;;){for(var v=e-a;L();)break e;for(a=e-v;K();)break e
;for(a=e-v;J();)break e;if(a=e-v,!I())break a;break e}o=a,s();var c=e-a;e:for(;;){if(k=a,!U()){a=e-c;break e}break e}break r}if(a=e-r,!P())return!1;o=a,s();var d=e-a;a:for(;;){k=a;e:for(;;){
for(var m=e-a;L();)break e;for(a=e-m;N();)break e;for(a=e-m;I();)break e;for(a=e-m;J();)break e;for(a=e-m;K();)break e;a=e-m;break e}if(!U()){a=e-d;break a}break a}break r}o=a,s()}(),a=e-r,!n)return!1
;var t=e-a;(function(){r:for(;;){for(var r=e-a;k=a,N();){o=a,s();var f=e-a;a:for(;;){if(!X()){a=e-f;break a}break a}break r}for(a=e-r;k=a,H();){o=a,s();var b=e-a;a:for(;;){e:for(;;){for(var n=e-a;k=a,
C();){o=a,s();break e}a=e-n;f:for(;;){k=a;o:for(;;){for(var i=e-a;A();)break o;if(a=e-i,!W())break f;break o}o=a,s();var t=e-a;o:for(;;){if(k=a,!N()){a=e-t;break o}if(o=a,s(),!X()){a=e-t;break o}
break o}break e}if(a=e-n,k=a,!N()){a=e-b;break a}if(o=a,s(),!X()){a=e-b;break a}break e}break a}break r}a=e-r;a:for(;;){k=a;e:for(;;){for(var u=e-a;D();)break e;if(a=e-u,!q())break a;break e}
e:for(;;){for(var v=e-a;C();){o=a,s();break e}for(a=e-v;W();){o=a,s();var c=e-a;f:for(;;){if(k=a,!N()){a=e-c;break f}if(o=a,s(),!X()){a=e-c;break f}break f}break e}if(a=e-v,!X())break a;break e}
break r}a=e-r;a:for(;;){k=a;e:for(;;){for(var d=e-a;F();)break e;if(a=e-d,!Z())break a;break e}e:for(;;){for(var m=e-a;W();){o=a,s();var l=e-a;f:for(;;){if(k=a,!N()){a=e-l;break f}if(o=a,s(),!X()){
a=e-l;break f}break f}break e}if(a=e-m,!C())break a;break e}break r}for(a=e-r;k=a,E();){o=a,s();var z=e-a;a:for(;;){k=a;e:for(;;){for(var h=e-a;A();){o=a,s();var g=e-a;f:for(;;){if(k=a,!N()){a=e-g
;break f}if(o=a,s(),!X()){a=e-g;break f}break f}break e}for(a=e-h;N();){o=a,s();var p=e-a;f:for(;;){if(!X()){a=e-p;break f}break f}break e}if(a=e-h,!X()){a=e-z;break a}break e}break a}break r}a=e-r
;a:for(;;){k=a;e:for(;;){for(var w=e-a;$();)break e;if(a=e-w,!G())break a;break e}o=a,s();var y=e-a;e:for(;;){f:for(;;){for(var M=e-a;k=a,N()&&(o=a,s(),X());)break f;a=e-M;o:for(;;){k=a;k:for(;;){
for(var x=e-a;A();)break k;if(a=e-x,!W())break o;break k}o=a,s();var I=e-a;k:for(;;){if(k=a,!N()){a=e-I;break k}if(o=a,s(),!X()){a=e-I;break k}break k}break f}if(a=e-M,!X()){a=e-y;break e}break f}
break e}break r}for(a=e-r;k=a,C();){o=a,s();break r}for(a=e-r;X();)break r;a=e-r;a:for(;;){k=a;e:for(;;){for(var J=e-a;B();)break e;for(a=e-J;S();)break e;if(a=e-J,!j())break a;break e}o=a,s()
;var K=e-a;e:for(;;){k=a;f:for(;;){for(var L=e-a;A();){o=a,s();var O=e-a;o:for(;;){if(k=a,!N()){a=e-O;break o}break o}break f}if(a=e-L,!N()){a=e-K;break e}break f}if(o=a,s(),k=a,!X()){a=e-K;break e}
break e}break r}a=e-r,k=a;a:for(;;){for(var P=e-a;A();)break a;if(a=e-P,!W())return!1;break a}o=a,s();var Q=e-a;a:for(;;){if(k=a,!N()){a=e-Q;break a}if(o=a,s(),!X()){a=e-Q;break a}break a}break r}
})(),a=e-t,a=f,function(){for(var r=a;Y();)return!1;a=r,f=a,a=e;var n=e-a;!function(){var r=e-a;r:for(;;){for(var o=e-a;v("d");)break r;if(a=e-o,!v("g"))return!1;break r}a=e-r;r:for(;;){var k=e-a
;a:for(;;){var b=e-a;e:for(;;){for(var n=e-a;l(p);){a=e-n;break e}if(a=e-n,a<=f)break a;a--}e:for(;;){for(var i=e-a;v("a");)break e;if(a=e-i,!v("ı"))break a;break e}a=e-b;var t=a;d(a,a,"ı"),a=t
;break r}a=e-k;a:for(;;){var u=e-a;e:for(;;){for(var c=e-a;l(p);){a=e-c;break e}if(a=e-c,a<=f)break a;a--}e:for(;;){for(var s=e-a;v("e");)break e;if(a=e-s,!v("i"))break a;break e}a=e-u,t=a,d(a,a,"i"),
a=t;break r}a=e-k;a:for(;;){var m=e-a;e:for(;;){for(var z=e-a;l(p);){a=e-z;break e}if(a=e-z,a<=f)break a;a--}e:for(;;){for(var h=e-a;v("o");)break e;if(a=e-h,!v("u"))break a;break e}a=e-m,t=a,
d(a,a,"u"),a=t;break r}a=e-k;var g=e-a;a:for(;;){for(var w=e-a;l(p);){a=e-w;break a}if(a=e-w,a<=f)return!1;a--}a:for(;;){for(var y=e-a;v("ö");)break a;if(a=e-y,!v("ü"))return!1;break a}a=e-g,t=a,
d(a,a,"ü"),a=t;break r}}(),a=e-n;var i=e-a;k=a,b=h(yr),0!==b&&(o=a,0!==b&&(1===b?c("p"):2===b?c("ç"):3===b?c("t"):4===b&&c("k"))),a=e-i,a=f}()}(),r))})();
