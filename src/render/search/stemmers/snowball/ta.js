/* Snowball, BSD-3-Clause, (c) 2001 Martin Porter, 2002 Richard Boulton */
(()=>{"use strict";let r,a,e,f,o,k,b,n,t,i;const v=(f,o,k)=>{const b=k.length-(o-f);return r=r.slice(0,f)+k+r.slice(o),e+=b,a>=o?a+=b:a>f&&(a=f),b},u=f=>a<e&&r.startsWith(f,a)&&(a+=f.length,
!0),c=e=>a-f>=e.length&&r.startsWith(e,a-e.length)&&(a-=e.length,!0),s=r=>{v(o,k,r)},l=()=>{v(o,k,"")},h=([f,o,k])=>{const b=a;for(let n=Math.min(f,e-b);n>=0;n--){const e=o.get(r.slice(b,b+n))
;if(void 0===e)continue;a=b+n;const f=k[e>>8];if(!f)return 255&e;const t=f();if(a=b+n,t)return 255&e}return 0},g=([e,o,k])=>{const b=a;for(let n=Math.min(e,b-f);n>=0;n--){const e=o.get(r.slice(b-n,b))
;if(void 0===e)continue;a=b-n;const f=k[e>>8];if(!f)return 255&e;const t=f();if(a=b-n,t)return 255&e}return 0},d=(r,...a)=>{const e=new Map;let f=0;for(const a of r.split(" ")){
const[,r,o,k]=/^(.*?)(\d*)([A-Z]?)$/.exec(a);e.set(r,(+o||1)+(k?k.charCodeAt(0)-64<<8:0)),f=Math.max(f,r.length)}return[f,e,[,...a]]};function w(){return b=r.length,b>4}function M(){r:for(;;){var r=a
;a:for(;;){var e=a,f=a;e:for(;;){if(!u("வோ")){a=f;break e}break e}if(a=e,o=a,!u("வோ"))break a;k=a,s("ஓ");break r}a=r;a:for(;;){var b=a,n=a;e:for(;;){if(!u("வொ")){a=n;break e}break e}if(a=b,o=a,
!u("வொ"))break a;k=a,s("ஒ");break r}a=r;a:for(;;){var t=a,i=a;e:for(;;){if(!u("வு")){a=i;break e}break e}if(a=t,o=a,!u("வு"))break a;k=a,s("உ");break r}a=r;var v=a,c=a;a:for(;;){if(!u("வூ")){a=c
;break a}break a}if(a=v,o=a,!u("வூ"))return!1;k=a,s("ஊ");break r}return!0}function m(){n=!0;r:for(;;){var r=a;a:do{if(!n)break a;var e=a;p(),a=e;continue r}while(0);a=r;break r}return!0}function p(){
if(n=!1,b=r.length,!(b>3))return!1;f=a,a=e;r:for(;;){for(var i=e-a;k=a,0!==g(W);){o=a,l();break r}a=e-i;a:for(;k=a,c("ய்");){var v=e-a;if(0===g(C))break a;a=e-v,o=a,l();break r}a=e-i;a:for(;;){k=a
;e:for(;;){for(var u=e-a;c("ட்ப்");)break e;if(a=e-u,!c("ட்க்"))break a;break e}o=a,s("ள்");break r}for(a=e-i;k=a,c("ன்ற்");){o=a,s("ல்");break r}for(a=e-i;k=a,c("ற்க்");){o=a,s("ல்");break r}
for(a=e-i;k=a,c("ட்ட்");){o=a,s("டு");break r}a=e-i;a:for(;t&&(k=a,c("த்த்"));){for(var h=e-a,d=e-a;c("ை");)break a;a=e-d,a=e-h,o=a,s("ம்"),o=a;break r}a=e-i;a:for(;;){k=a;e:for(;;){
for(var w=e-a;c("ுக்");)break e;if(a=e-w,!c("ுக்க்"))break a;break e}o=a,s("்");break r}for(a=e-i;k=a,c("்")&&0!==g(S)&&c("்")&&0!==g(Z);){o=a,l();break r}for(a=e-i;k=a,c("ுக்");){o=a,s("்");break r}
for(a=e-i;k=a,c("்")&&0!==g($);){o=a,l();break r}a=e-i;a:for(;k=a,c("்");){e:for(;;){for(var M=e-a;0!==g(j);)break e;if(a=e-M,0===g(q))break a;break e}if(!c("்"))break a;o=a,s("்");break r}
for(a=e-i;k=a,0!==g(y);){o=a,l();break r}a=e-i;a:for(;k=a,c("னு");){for(var m=e-a,p=e-a;0!==g(z);)break a;a=e-p,a=e-m,o=a,l();break r}a=e-i;a:for(;k=a,c("ங்");){for(var x=e-a,A=e-a;c("ை");)break a
;a=e-A,a=e-x,o=a,s("ம்");break r}for(a=e-i;k=a,c("ங்");){o=a,l();break r}if(a=e-i,k=a,!c("்"))return!1;var D=e-a;a:for(;;){for(var E=e-a;0!==g(B);)break a;if(a=e-E,!c("்"))return!1;break a}a=e-D,o=a,
l();break r}return a=f,n=!0,!0}function x(){if(i=!1,!w())return!1;f=a,a=e;var r=e-a;r:for(;;){a:for(;;){var b=e-a;e:for(;;){var n=e-a;if(k=a,0===g(P))break e;o=a,l(),i=!0,a=e-n;break a}a=e-b
;e:for(;;){var t=e-a;k=a;f:for(;;){for(var v=e-a;c("மார்");)break f;for(a=e-v;c("மின்");)break f;for(a=e-v;c("னன்");)break f;for(a=e-v;c("னான்");)break f;for(a=e-v;c("னாள்");)break f
;for(a=e-v;c("னார்");)break f;a=e-v;o:for(;c("வன்");){for(var u=e-a,h=e-a;0!==g(Q);)break o;a=e-h,a=e-u;break f}for(a=e-v;c("னள்");)break f;for(a=e-v;c("வள்");)break f;for(a=e-v;c("னர்");)break f
;for(a=e-v;c("வர்");)break f;for(a=e-v;c("ன");)break f;for(a=e-v;c("ப");)break f;for(a=e-v;c("க");)break f;for(a=e-v;c("த");)break f;for(a=e-v;c("ய");)break f;for(a=e-v;c("பன்");)break f
;for(a=e-v;c("பள்");)break f;for(a=e-v;c("பர்");)break f;a=e-v;o:for(;c("து");){for(var d=e-a,M=e-a;0!==g(R);)break o;a=e-M,a=e-d;break f}for(a=e-v;c("ிற்று");)break f;for(a=e-v;c("பம்");)break f
;for(a=e-v;c("னம்");)break f;for(a=e-v;c("தும்");)break f;for(a=e-v;c("றும்");)break f;for(a=e-v;c("கும்");)break f;for(a=e-v;c("னென்");)break f;for(a=e-v;c("னை");)break f;if(a=e-v,!c("வை"))break e
;break f}o=a,l(),i=!0,a=e-t;break a}a=e-b;e:for(;;){var p=e-a;k=a;f:for(;;){var x=e-a;o:for(;c("ான்");){for(var A=e-a,W=e-a;c("ச");)break o;a=e-W,a=e-A;break f}for(a=e-x;c("ாள்");)break f
;for(a=e-x;c("ார்");)break f;for(a=e-x;c("ேன்");)break f;for(a=e-x;c("ா");)break f;for(a=e-x;c("ாம்");)break f;for(a=e-x;c("ெம்");)break f;for(a=e-x;c("ேம்");)break f;for(a=e-x;c("ோம்");)break f
;for(a=e-x;c("கும்");)break f;for(a=e-x;c("தும்");)break f;for(a=e-x;c("டும்");)break f;for(a=e-x;c("றும்");)break f;for(a=e-x;c("ாய்");)break f;for(a=e-x;c("னென்");)break f
;for(a=e-x;c("னிர்");)break f;for(a=e-x;c("ீர்");)break f;if(a=e-x,!c("ீயர்"))break e;break f}o=a,s("்"),i=!0,a=e-p;break a}a=e-b;var C=e-a;k=a;e:for(;;){for(var S=e-a;c("கு");)break e;if(a=e-S,
!c("து"))break r;break e}var Z=e-a;if(!c("்"))break r;a=e-Z,o=a,l(),i=!0,a=e-C;break a}break r}a=e-r;var $=e-a;r:for(;k=a,0!==g(T);){o=a,l(),i=!0;break r}a=e-$,a=f;var j=a;return m(),a=j,!0}
const A=d("க ங ச ஞ த ந ப ம ய வ"),W=d("ந்த் ந் ந்த"),C=d("ீ ை ி"),S=d("க ச ட த ப ற"),Z=d("க ச ட த ப ற"),$=d("க ச ட த ப ற"),j=d("ய ர ல ள ழ வ"),q=d("ங ஞ ண ந ன ம"),y=d("வ் ய வ"),z=d("ீ ு ூ ெ ே ை ா ி"),B=d("ீ ு ூ ெ ே ை ா ி"),D=d("அ இ உ"),E=d("க ங ச ஞ த ந ப ம ய வ"),F=d("க ச ட த ப ற"),G=d("ே ோ ா"),H=d("பி வி"),I=d("ீ ு ூ ெ ே ை ா ி"),J=d("பட்டு விட்டு படு விடு பட்டது ெல்லாம் பட்ட பட்டண தான படிதான குரிய படி பற்றி"),K=d("க ச ட த ப ற"),L=d("க ச ட த ப ற"),N=d("ீ ு ூ ெ ே ை ா ி"),O=d("ீ ு ூ ெ ே ை ா ி"),P=d("படு கொண்டிர்"),Q=d("அ ஆ இ ஈ உ ஊ எ ஏ ஐ ஒ ஓ ஔ"),R=d("ீ ு ூ ெ ே ை ா ி"),T=d("கின்ற் ாநின்ற் கிற் கின்ற ாநின்ற கிற")
;groundworkSearch.take(v=>(r=v,a=f=o=0,e=k=v.length,function(){b=0,n=!1,t=!1,i=!1,t=!1;var r=a;if(p(),a=r,!w())return!1;var v=a;!function(){if(o=a,!u("எ"))return!1;if(0===h(A))return!1
;if(!u("்"))return!1;k=a,l();var r=a;M(),a=r}(),a=v;var d=a;!function(){if(i=!1,o=a,0===h(D))return!1;if(0===h(E))return!1;if(!u("்"))return!1;k=a,l(),i=!0;var r=a;M(),a=r}(),a=d;var W=a;!function(){
if(!w())return!1;i=!1,f=a,a=e;var r=e-a;r:for(;k=a,0!==g(G);){o=a,s("்"),i=!0;break r}a=e-r,a=f;var b=a;m(),a=b}(),a=W;var C=a;!function(){if(i=!1,!w())return!1;if(f=a,a=e,k=a,!c("ும்"))return!1;o=a,
s("்"),i=!0,a=f;var r=a;p(),a=r}(),a=C;var S=a;!function(){if(i=!1,!w())return!1;f=a,a=e;r:for(;;){var r=e-a;a:for(;;){var b=e-a;k=a;e:for(;;){for(var n=e-a;c("ுடன்");)break e
;for(a=e-n;c("ில்லை");)break e;for(a=e-n;c("ிடம்");)break e;for(a=e-n;c("ின்றி");)break e;for(a=e-n;c("ாகி");)break e;for(a=e-n;c("ாகிய");)break e;for(a=e-n;c("ென்று");)break e
;for(a=e-n;c("ுள்ள");)break e;for(a=e-n;c("ுடைய");)break e;for(a=e-n;c("ுடை");)break e;for(a=e-n;c("ெனும்");)break e;a=e-n;f:for(;c("ல்ல");){for(var t=e-a,v=e-a;0!==g(I);)break f;a=e-v,a=e-t;break e}
for(a=e-n;c("ென");)break e;if(a=e-n,!c("ாகி"))break a;break e}o=a,s("்"),i=!0,a=e-b;break r}a=e-r;var u=e-a;if(k=a,0===g(J))return!1;o=a,l(),i=!0,a=e-u;break r}a=f;var h=a;m(),a=h}(),a=S;var Z=a
;!function(){if(i=!1,t=!1,!w())return!1;f=a,a=e;r:for(;;){var r=e-a;a:for(;;){var n=e-a;if(k=a,!c("னை"))break a;o=a,l(),a=e-n;break r}a=e-r;a:for(;;){var v=e-a;k=a;e:for(;;){var u=e-a;f:for(;;){
o:for(;;){for(var h=e-a;c("ினை");)break o;if(a=e-h,!c("ை"))break f;break o}for(var d=e-a,M=e-a;0!==g(K);)break f;a=e-M,a=e-d;break e}if(a=e-u,!c("ை"))break a;var p=e-a;if(0===g(L))break a
;if(!c("்"))break a;a=e-p;break e}o=a,s("்"),a=e-v;break r}a=e-r;a:for(;;){var x=e-a;k=a;e:for(;;){for(var A=e-a;c("ொடு");)break e;for(a=e-A;c("ோடு");)break e;for(a=e-A;c("ில்");)break e
;for(a=e-A;c("ிற்");)break e;a=e-A;f:for(;c("ின்");){for(var W=e-a,C=e-a;c("ம");)break f;a=e-C,a=e-W;break e}for(a=e-A;c("ின்று");)break e;for(a=e-A;c("ிருந்து");)break e;for(a=e-A;c("விட");)break e
;for(a=e-A;b>=7&&c("ிடம்");)break e;for(a=e-A;c("ால்");)break e;for(a=e-A;c("ுடை");)break e;for(a=e-A;c("ாமல்");)break e;a=e-A;f:for(;c("ல்");){for(var S=e-a,Z=e-a;0!==g(N);)break f;a=e-Z,a=e-S
;break e}if(a=e-A,!c("ுள்"))break a;break e}o=a,s("்"),a=e-x;break r}a=e-r;a:for(;;){var $=e-a;k=a;e:for(;;){for(var j=e-a;c("கண்");)break e;for(a=e-j;c("முன்");)break e;for(a=e-j;c("மேல்");)break e
;for(a=e-j;c("மேற்");)break e;for(a=e-j;c("கீழ்");)break e;for(a=e-j;c("பின்");)break e;if(a=e-j,!c("து"))break a;for(var q=e-a,y=e-a;0!==g(O);)break a;a=e-y,a=e-q;break e}o=a,l(),a=e-$;break r}a=e-r
;var z=e-a;if(k=a,!c("ீ"))return!1;o=a,s("ி"),a=e-z;break r}i=!0,t=!0;var B=e-a;r:for(;k=a,c("ின்");){o=a,s("்");break r}a=e-B,a=f;var D=a;m(),a=D}(),a=Z;var $=a;!function(){i=!1,f=a,a=e;r:for(;;){
var r=e-a;a:for(;k=a,c("ுங்கள்");){for(var b=e-a,n=e-a;0!==g(F);)break a;a=e-n,a=e-b,o=a,s("்");break r}for(a=e-r;k=a,c("ற்கள்");){o=a,s("ல்");break r}for(a=e-r;k=a,c("ட்கள்");){o=a,s("ள்");break r}
if(a=e-r,k=a,!c("கள்"))return!1;o=a,l();break r}i=!0,a=f}(),a=$;var j=a;w()&&(i=!1,f=a,a=e,k=a,0!==g(H)&&(o=a,l(),i=!0,a=f)),a=j;var q=a;!function(){i=!0;r:for(;;){var r=a;a:do{if(!i)break a;var e=a
;x(),a=e;continue r}while(0);a=r;break r}}(),a=q}(),r))})();
