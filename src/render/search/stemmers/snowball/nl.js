/* Snowball, BSD-3-Clause, (c) 2001 Martin Porter, 2002 Richard Boulton */
(()=>{"use strict";let r,e,i,f,a,n,t,o,k,b;const u=(f,a,n)=>{const t=n.length-(a-f);return r=r.slice(0,f)+n+r.slice(a),i+=t,e>=a?e+=t:e>f&&(e=f),t},s=f=>e<i&&r.startsWith(f,e)&&(e+=f.length,
!0),c=i=>e-f>=i.length&&r.startsWith(i,e-i.length)&&(e-=i.length,!0),l=r=>{u(a,n,r)},v=()=>{u(a,n,"")},h=f=>e<i&&f.includes(r[e])&&(e++,!0),d=f=>e<i&&!f.includes(r[e])&&(e++,
!0),g=i=>e>f&&!i.includes(r[e-1])&&(e--,!0),w=([f,a,n])=>{const t=e;for(let o=Math.min(f,i-t);o>=0;o--){const i=a.get(r.slice(t,t+o));if(void 0===i)continue;e=t+o;const f=n[i>>8];if(!f)return 255&i
;const k=f();if(e=t+o,k)return 255&i}return 0},y=([i,a,n])=>{const t=e;for(let o=Math.min(i,t-f);o>=0;o--){const i=a.get(r.slice(t-o,t));if(void 0===i)continue;e=t-o;const f=n[i>>8];if(!f)return 255&i
;const k=f();if(e=t-o,k)return 255&i}return 0},M=(r,...e)=>{const i=new Map;let f=0;for(const e of r.split(" ")){const[,r,a,n]=/^(.*?)(\d*)([A-Z]?)$/.exec(e)
;i.set(r,(+a||1)+(n?n.charCodeAt(0)-64<<8:0)),f=Math.max(f,r.length)}return[f,i,[,...e]]},m="aeiouyè";function p(){return k<=e}function I(){return o<=e}function Y(){var r=i-e;return 0!==y(C)&&(e=i-r,
n=e,!(e<=f||(e--,a=e,v(),0)))}function j(){if(b=!1,n=e,!c("e"))return!1;if(a=e,!p())return!1;var r=i-e;return!!g(m)&&(e=i-r,v(),b=!0,!!Y())}function x(){if(!p())return!1;var r=i-e;if(!g(m))return!1
;e=i-r;for(var f=i-e;c("gem");)return!1;return e=i-f,v(),!!Y()}
const A=M("6 á ä é2 ë2 í3 ï3 ó4 ö4 ú5 ü5"),W=[1,new Map([["",3],["I",2],["Y",1]]),[,]],C=M("dd kk tt"),S=M("ene2 se3 en2 heden s3"),Z=M("end ig2 ing lijk3 baar4 bar5"),$=M("aa ee oo uu")
;groundworkSearch.take(u=>(r=u,e=f=a=0,i=n=u.length,function(){o=0,k=0,b=!1;var r=e;!function(){var r=e;r:for(;;){var f=e;e:do{if(a=e,t=w(A),0===t)break e;if(n=e,0===t)break e
;if(1===t)l("a");else if(2===t)l("e");else if(3===t)l("i");else if(4===t)l("o");else if(5===t)l("u");else if(6===t){if(e>=i)break e;e++}continue r}while(0);e=f;break r}e=r;var o=e;r:for(;;){if(a=e,
!s("y")){e=o;break r}n=e,l("Y");break r}r:for(;;){var k=e;e:do{i:for(;;){var b=e;f:for(;h(m);){a=e;a:for(;;){for(var u=e;s("i")&&(n=e,h(m));){l("I");break a}if(e=u,!s("y"))break f;n=e,l("Y");break a}
e=b;break i}if(e=b,e>=i)break e;e++}continue r}while(0);e=k;break r}}(),e=r;var u=e;!function(){k=i,o=i;r:for(;;){for(;h(m);)break r;if(e>=i)return!1;e++}r:for(;;){for(;d(m);)break r;if(e>=i)return!1
;e++}k=e;r:for(;k<3;){k=3;break r}r:for(;;){for(;h(m);)break r;if(e>=i)return!1;e++}r:for(;;){for(;d(m);)break r;if(e>=i)return!1;e++}o=e}(),e=u,f=e,e=i;var M=i-e;!function(){var r=i-e;r:for(;n=e,
t=y(S),0!==t&&(a=e,0!==t);){if(1===t){if(!p())break r;l("heid")}else if(2===t){if(!x())break r}else if(3===t){if(!p())break r;if(!g("aeijouyè"))break r;v()}break r}e=i-r;var o=i-e;j(),e=i-o;var k=i-e
;r:for(;n=e,c("heid")&&(a=e,I());){for(var u=i-e;c("c");)break r;if(e=i-u,v(),n=e,!c("en"))break r;if(a=e,!x())break r;break r}e=i-k;var s=i-e;r:for(;n=e,t=y(Z),0!==t&&(a=e,0!==t);){if(1===t){
if(!I())break r;v();e:for(;;){var h=i-e;i:for(;n=e,c("ig")&&(a=e,I());){for(var d=i-e;c("e");)break i;e=i-d,v();break e}if(e=i-h,!Y())break r;break e}}else if(2===t){if(!I())break r
;for(var w=i-e;c("e");)break r;e=i-w,v()}else if(3===t){if(!I())break r;if(v(),!j())break r}else if(4===t){if(!I())break r;v()}else if(5===t){if(!I())break r;if(!b)break r;v()}break r}e=i-s;var M=i-e
;r:for(;g("Iaeiouyè");){var A=i-e;if(0===y($))break r;if(!g(m))break r;if(e=i-A,n=e,e<=f)break r;e--,a=e,v();break r}e=i-M}(),e=i-M,e=f;var C=e;!function(){r:for(;;){var r=e;e:do{if(a=e,t=w(W),
0===t)break e;if(n=e,0===t)break e;if(1===t)l("y");else if(2===t)l("i");else if(3===t){if(e>=i)break e;e++}continue r}while(0);e=r;break r}}(),e=C}(),r))})();
