/* Snowball, BSD-3-Clause, (c) 2001 Martin Porter, 2002 Richard Boulton */
(()=>{"use strict";let e,r,t,n,s,i,o,a,f;const l=(n,s,i)=>{const o=i.length-(s-n);return e=e.slice(0,n)+i+e.slice(s),t+=o,r>=s?r+=o:r>n&&(r=n),o
},c=t=>r-n>=t.length&&e.startsWith(t,r-t.length)&&(r-=t.length,!0),u=()=>{l(s,i,"")},h=n=>r<t&&n.includes(e[r])&&(r++,!0),v=n=>r<t&&!n.includes(e[r])&&(r++,!0),d=t=>r>n&&t.includes(e[r-1])&&(r--,
!0),g=t=>r>n&&!t.includes(e[r-1])&&(r--,!0),k=([t,s,i])=>{const o=r;for(let a=Math.min(t,o-n);a>=0;a--){const t=s.get(e.slice(o-a,o));if(void 0===t)continue;r=o-a;const n=i[t>>8];if(!n)return 255&t
;const f=n();if(r=o-a,f)return 255&t}return 0},b=(e,...r)=>{const t=new Map;let n=0;for(const r of e.split(" ")){const[,e,s,i]=/^(.*?)(\d*)([A-Z]?)$/.exec(r)
;t.set(e,(+s||1)+(i?i.charCodeAt(0)-64<<8:0)),n=Math.max(n,e.length)}return[n,t,[,...r]]},m="aeiouyåæø"
;const p=b("a e ede ande ende ane ene hetene erte3 en heten ar er heter s2 as es edes endes enes hetenes ens hetens ers ets et het ert3 ast"),M=b("dt vt"),w=b("leg eleg ig eig lig elig els lov elov slov hetslov")
;groundworkSearch.take(b=>(e=b,r=n=s=0,t=i=b.length,function(){a=0,f=0;var e=r;!function(){f=t;var e=r,n=r+3;if(0>n||n>t)return!1;r=n,a=r,r=e;e:for(;;){for(var s=r;h(m);){r=s;break e}if(r=s,
r>=t)return!1;r++}e:for(;;){for(;v(m);)break e;if(r>=t)return!1;r++}f=r;e:for(;f<a;){f=a;break e}}(),r=e,n=r,r=t;var b=t-r;(function(){if(r<f)return!1;var e=n;if(n=f,i=r,o=k(p),0===o)return n=e,!1
;if(s=r,n=e,1===o)u();else if(2===o){e:for(;;){for(var a=t-r;d("bcdfghjlmnoprtvyz");)break e;if(r=t-a,!c("k"))return!1;if(!g(m))return!1;break e}u()}else 3===o&&l(s,i,"er")})(),r=t-b;var x=t-r
;!function(){var e=t-r;if(r<f)return!1;var o=n;n=f,i=r,0===k(M)?n=o:(s=r,n=o,r=t-e,r<=n||(r--,s=r,u()))}(),r=t-x;var y=t-r;(function(){if(r<f)return!1;var e=n;n=f,i=r,0===k(w)?n=e:(s=r,n=e,u())})(),
r=t-y,r=n}(),e))})();
