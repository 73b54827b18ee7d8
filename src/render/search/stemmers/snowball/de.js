/* Snowball, BSD-3-Clause, (c) 2001 Martin Porter, 2002 Richard Boulton */
(()=>{"use strict";let r,e,f,i,a,n,t,o,k,s;const b=(i,a,n)=>{const t=n.length-(a-i);return r=r.slice(0,i)+n+r.slice(a),f+=t,e>=a?e+=t:e>i&&(e=i),t},c=i=>e<f&&r.startsWith(i,e)&&(e+=i.length,
!0),l=f=>e-i>=f.length&&r.startsWith(f,e-f.length)&&(e-=f.length,!0),u=r=>{b(a,n,r)},v=()=>{b(a,n,"")},h=i=>e<f&&i.includes(r[e])&&(e++,!0),g=i=>e<f&&!i.includes(r[e])&&(e++,
!0),d=f=>e>i&&f.includes(r[e-1])&&(e--,!0),m=([i,a,n])=>{const t=e;for(let o=Math.min(i,f-t);o>=0;o--){const f=a.get(r.slice(t,t+o));if(void 0===f)continue;e=t+o;const i=n[f>>8];if(!i)return 255&f
;const k=i();if(e=t+o,k)return 255&f}return 0},w=([f,a,n])=>{const t=e;for(let o=Math.min(f,t-i);o>=0;o--){const f=a.get(r.slice(t-o,t));if(void 0===f)continue;e=t-o;const i=n[f>>8];if(!i)return 255&f
;const k=i();if(e=t-o,k)return 255&f}return 0},M=(r,...e)=>{const f=new Map;let i=0;for(const e of r.split(" ")){const[,r,a,n]=/^(.*?)(\d*)([A-Z]?)$/.exec(e)
;f.set(r,(+a||1)+(n?n.charCodeAt(0)-64<<8:0)),i=Math.max(i,r.length)}return[i,f,[,...e]]},p="aeiouyäöü";function y(){return s<=e}function x(){return k<=e}
const A=[1,new Map([["",6],["U",2],["Y",1],["ä",3],["ö",4],["ü",5]]),[,]],U=M("e2 em en2 ern er s3 es2"),W=M("en er st2 est"),Y=M("ig lich"),C=M("end ig2 ung lich3 isch2 ik2 heit3 keit4")
;groundworkSearch.take(b=>(r=b,e=i=a=0,f=n=b.length,function(){o=0,k=0,s=0;var r=e;!function(){var r=e;r:for(;;){var i=e;e:do{f:for(;;){for(var t=e;a=e,c("ß");){n=e,u("ss");break f}if(e=t,e>=f)break e
;e++;break f}continue r}while(0);e=i;break r}e=r;r:for(;;){var o=e;e:do{f:for(;;){var k=e;i:for(;h(p);){a=e;a:for(;;){for(var s=e;c("u")&&(n=e,h(p));){u("U");break a}if(e=s,!c("y"))break i;if(n=e,
!h(p))break i;u("Y");break a}e=k;break f}if(e=k,e>=f)break e;e++}continue r}while(0);e=o;break r}}(),e=r;var b=e;!function(){s=f,k=f;var r=e,i=e+3;if(0>i||i>f)return!1;e=i,o=e,e=r;r:for(;;){
for(;h(p);)break r;if(e>=f)return!1;e++}r:for(;;){for(;g(p);)break r;if(e>=f)return!1;e++}s=e;r:for(;s<o;){s=o;break r}r:for(;;){for(;h(p);)break r;if(e>=f)return!1;e++}r:for(;;){for(;g(p);)break r
;if(e>=f)return!1;e++}k=e}(),e=b,i=e,e=f;var M=f-e;!function(){var r=f-e;r:for(;n=e,t=w(U),0!==t&&(a=e,y())&&0!==t;){if(1===t)v();else if(2===t){v();var o=f-e;e:for(;;){if(n=e,!l("s")){e=f-o;break e}
if(a=e,!l("nis")){e=f-o;break e}v();break e}}else if(3===t){if(!d("bdfghklmnrt"))break r;v()}break r}e=f-r;var k=f-e;r:for(;n=e,t=w(W),0!==t&&(a=e,y())&&0!==t;){if(1===t)v();else if(2===t){
if(!d("bdfghklmnt"))break r;var s=e+-3;if(i>s||s>f)break r;e=s,v()}break r}e=f-k;var b=f-e;r:for(;n=e,t=w(C),0!==t&&(a=e,x())&&0!==t;){if(1===t){v();var c=f-e;e:for(;;){if(n=e,!l("ig")){e=f-c;break e}
a=e;for(var u=f-e;l("e");){e=f-c;break e}if(e=f-u,!x()){e=f-c;break e}v();break e}}else if(2===t){for(var h=f-e;l("e");)break r;e=f-h,v()}else if(3===t){v();var g=f-e;e:for(;;){n=e;f:for(;;){
for(var m=f-e;l("er");)break f;if(e=f-m,!l("en")){e=f-g;break e}break f}if(a=e,!y()){e=f-g;break e}v();break e}}else if(4===t){v();var M=f-e;e:for(;;){if(n=e,t=w(Y),0===t){e=f-M;break e}if(a=e,!x()){
e=f-M;break e}if(0===t){e=f-M;break e}1===t&&v();break e}}break r}e=f-b}(),e=f-M,e=i;var S=e;!function(){r:for(;;){var r=e;e:do{if(a=e,t=m(A),0===t)break e;if(n=e,0===t)break e
;if(1===t)u("y");else if(2===t)u("u");else if(3===t)u("a");else if(4===t)u("o");else if(5===t)u("u");else if(6===t){if(e>=f)break e;e++}continue r}while(0);e=r;break r}}(),e=S}(),r))})();
