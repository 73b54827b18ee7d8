/* Snowball, BSD-3-Clause, (c) 2001 Martin Porter, 2002 Richard Boulton */
(()=>{"use strict";let r,e,n,i,t,a,f,u,o,s,l;const v=(i,t,a)=>{const f=a.length-(t-i);return r=r.slice(0,i)+a+r.slice(t),n+=f,e>=t?e+=f:e>i&&(e=i),f
},c=n=>e-i>=n.length&&r.startsWith(n,e-n.length)&&(e-=n.length,!0),k=()=>{v(t,a,"")},m=i=>e<n&&i.includes(r[e])&&(e++,!0),b=i=>e<n&&!i.includes(r[e])&&(e++,!0),h=n=>e>i&&n.includes(r[e-1])&&(e--,
!0),p=n=>e>i&&!n.includes(r[e-1])&&(e--,!0),d=([n,t,a])=>{const f=e;for(let u=Math.min(n,f-i);u>=0;u--){const n=t.get(r.slice(f-u,f));if(void 0===n)continue;e=f-u;const i=a[n>>8];if(!i)return 255&n
;const o=i();if(e=f-u,o)return 255&n}return 0},g=(r,...e)=>{const n=new Map;let i=0;for(const e of r.split(" ")){const[,r,t,a]=/^(.*?)(\d*)([A-Z]?)$/.exec(e)
;n.set(r,(+t||1)+(a?a.charCodeAt(0)-64<<8:0)),i=Math.max(i,r.length)}return[i,n,[,...e]]},j="aeiouyäö";function A(){return 0!==d(W)}function M(){var r=n-e;if(e<l)return!1;e=l;var f=i;return i=e,e=n-r,
a=e,0===d(q)?(i=f,!1):(t=e,i=f,k(),!0)}function w(){var r=n-e;if(e<l)return!1;e=l;var u=i;if(i=e,e=n-r,a=e,!c("t"))return i=u,!1;t=e;var o=n-e;if(!h(j))return i=u,!1;e=n-o,k(),i=u;var v=n-e
;if(e<s)return!1;e=s;var m=i;if(i=e,e=n-v,a=e,f=d(z),0===f)return i=m,!1;if(t=e,i=m,0===f)return!1;if(1===f){for(var b=n-e;c("po");)return!1;e=n-b}return k(),!0}
const x=g("pa sti2 kaan han kin hän kään ko pä kö"),y=g("lla na ssa ta lta sta"),B=g("llä nä ssä tä ltä stä"),C=g("lle ine"),S=g("nsa3 mme3 nne3 ni2 si an4 en6 än5 nsä3"),W=g("aa ee ii oo uu ää öö"),Z=g("a8 lla255 na255 ssa255 ta255 lta255 sta255 tta9 lle255 ine255 ksi255 n7 han den255A seen255B hen2 tten255A hin3 siin255A hon4 hän5 hön6 ä8 llä255 nä255 ssä255 tä255 ltä255 stä255 ttä9",function(){
return!!c("i")&&!!h("aeiouäö")},A),$=g("eja255 mma imma255 mpa impa255 mmi immi255 mpi impi255 ejä255 mmä immä255 mpä impä255"),q=g("i j"),z=g("mma imma255");groundworkSearch.take(g=>(r=g,e=i=t=0,
n=a=g.length,function(){u=!1,o="",s=0,l=0;var g=e;!function(){l=n,s=n;r:for(;;){for(var r=e;m(j);){e=r;break r}if(e=r,e>=n)return!1;e++}r:for(;;){for(;b(j);)break r;if(e>=n)return!1;e++}l=e;r:for(;;){
for(var i=e;m(j);){e=i;break r}if(e=i,e>=n)return!1;e++}r:for(;;){for(;b(j);)break r;if(e>=n)return!1;e++}s=e}(),e=g,u=!1,i=e,e=n;var W=n-e;!function(){var r=n-e;if(e<l)return!1;e=l;var u=i;if(i=e,
e=n-r,a=e,f=d(x),0===f)return i=u,!1;if(t=e,i=u,0===f)return!1;if(1===f){if(!h("aeinotuyäö"))return!1}else if(2===f&&!(s<=e))return!1;k()}(),e=n-W;var q=n-e;!function(){var r=n-e;if(e<l)return!1;e=l
;var u=i;if(i=e,e=n-r,a=e,f=d(S),0===f)return i=u,!1;if(t=e,i=u,0===f)return!1;if(1===f){for(var o=n-e;c("k");)return!1;e=n-o,k()}else if(2===f){if(k(),a=e,!c("kse"))return!1;t=e,v(t,a,"ksi")
}else if(3===f)k();else if(4===f){if(0===d(y))return!1;k()}else if(5===f){if(0===d(B))return!1;k()}else if(6===f){if(0===d(C))return!1;k()}}(),e=n-q;var z=n-e;!function(){var r=n-e;if(e<l)return!1;e=l
;var o=i;if(i=e,e=n-r,a=e,f=d(Z),0===f)return i=o,!1;if(t=e,i=o,0===f)return!1;if(1===f){if(!c("a"))return!1}else if(2===f){if(!c("e"))return!1}else if(3===f){if(!c("i"))return!1}else if(4===f){
if(!c("o"))return!1}else if(5===f){if(!c("ä"))return!1}else if(6===f){if(!c("ö"))return!1}else if(7===f){var s=n-e;r:for(;;){var v=n-e;e:for(;;){for(var m=n-e;A();)break e;if(e=n-m,!c("ie")){e=n-s
;break r}break e}if(e=n-v,e<=i){e=n-s;break r}e--,t=e;break r}}else if(8===f){if(!h(j))return!1;if(!p(j))return!1}else if(9===f&&!c("e"))return!1;k(),u=!0}(),e=n-z;var D=n-e;!function(){var r=n-e
;if(e<s)return!1;e=s;var u=i;if(i=e,e=n-r,a=e,f=d($),0===f)return i=u,!1;if(t=e,i=u,0===f)return!1;if(1===f){for(var o=n-e;c("po");)return!1;e=n-o}k()}(),e=n-D;r:for(;;){for(var E=n-e;u;){var F=n-e
;M(),e=n-F;break r}e=n-E;var G=n-e;w(),e=n-G;break r}var H=n-e;!function(){var f=n-e;if(e<l)return!1;e=l;var u=i;i=e,e=n-f;var s=n-e;r:for(;;){var v=n-e;if(!A())break r;if(e=n-v,a=e,e<=i)break r;e--,
t=e,k();break r}e=n-s;var m=n-e;r:for(;a=e,h("aeiä")&&(t=e,p(j));){k();break r}e=n-m;var b=n-e;r:for(;a=e,c("j");){t=e;e:for(;;){for(var d=n-e;c("o");)break e;if(e=n-d,!c("u"))break r;break e}k()
;break r}e=n-b;var g=n-e;r:for(;a=e,c("o")&&(t=e,c("j"));){k();break r}e=n-g,i=u;r:for(;;){for(var M=n-e;p(j);){e=n-M;break r}if(e=n-M,e<=i)return!1;e--}a=e,e<=i||(e--,t=e,o=r.slice(t,a),
""===o||!c(o)||k())}(),e=n-H,e=i}(),r))})();
