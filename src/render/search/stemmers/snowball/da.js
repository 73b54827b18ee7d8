/* Snowball, BSD-3-Clause, (c) 2001 Martin Porter, 2002 Richard Boulton */
(()=>{"use strict";let e,r,n,t,s,i,f,o,u,a;const c=(t,s,i)=>{const f=i.length-(s-t);return e=e.slice(0,t)+i+e.slice(s),n+=f,r>=s?r+=f:r>t&&(r=t),f
},l=n=>r-t>=n.length&&e.startsWith(n,r-n.length)&&(r-=n.length,!0),d=()=>{c(s,i,"")},v=t=>r<n&&t.includes(e[r])&&(r++,!0),h=t=>r<n&&!t.includes(e[r])&&(r++,!0),g=([n,s,i])=>{const f=r
;for(let o=Math.min(n,f-t);o>=0;o--){const n=s.get(e.slice(f-o,f));if(void 0===n)continue;r=f-o;const t=i[n>>8];if(!t)return 255&n;const u=t();if(r=f-o,u)return 255&n}return 0},k=(e,...r)=>{
const n=new Map;let t=0;for(const r of e.split(" ")){const[,e,s,i]=/^(.*?)(\d*)([A-Z]?)$/.exec(r);n.set(e,(+s||1)+(i?i.charCodeAt(0)-64<<8:0)),t=Math.max(t,e.length)}return[t,n,[,...r]]},b="aeiouyåæø"
;function m(){var e=n-r,f=n-r;if(r<u)return!1;r=u;var o=t;return t=r,r=n-f,i=r,0===g(M)?(t=o,!1):(s=r,t=o,r=n-e,!(r<=t||(r--,s=r,d(),0)))}
const p=k("hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer s2 heds es endes erendes enes ernes eres ens hedens erens ers ets erets et eret"),M=k("gd dt gt kt"),w=k("ig lig elig els løst2")
;groundworkSearch.take(k=>(e=k,r=t=s=0,n=i=k.length,function(){o=0,u=0,a="";var k=r;!function(){u=n;var e=r,t=r+3;if(0>t||t>n)return!1;r=t,o=r,r=e;e:for(;;){for(var s=r;v(b);){r=s;break e}if(r=s,
r>=n)return!1;r++}e:for(;;){for(;h(b);)break e;if(r>=n)return!1;r++}u=r;e:for(;u<o;){u=o;break e}}(),r=k,t=r,r=n;var M=n-r;!function(){var o=n-r;if(r<u)return!1;r=u;var a=t;if(t=r,r=n-o,i=r,f=g(p),
0===f)return t=a,!1;if(s=r,t=a,0===f)return!1;if(1===f)d();else if(2===f){if(!(r>t&&"abcdfghjklmnoprtvyzå".includes(e[r-1])&&(r--,1)))return!1;d()}}(),r=n-M;var x=n-r;m(),r=n-x;var y=n-r;!function(){
var e=n-r;e:for(;i=r,l("st")&&(s=r,l("ig"));){d();break e}r=n-e;var o=n-r;if(r<u)return!1;r=u;var a=t;if(t=r,r=n-o,i=r,f=g(w),0===f)return t=a,!1;if(s=r,t=a,0===f)return!1;if(1===f){d();var v=n-r;m(),
r=n-v}else 2===f&&c(s,i,"løs")}(),r=n-y;var A=n-r;!function(){var f=n-r;if(r<u)return!1;r=u;var o=t;t=r,r=n-f,i=r,r>t&&!b.includes(e[r-1])&&(r--,1)?(s=r,a=e.slice(s,i),""!==a&&(t=o,l(a)&&d())):t=o}(),
r=n-A,r=t}(),e))})();
