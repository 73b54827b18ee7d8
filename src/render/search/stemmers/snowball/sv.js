/* Snowball, BSD-3-Clause, (c) 2001 Martin Porter, 2002 Richard Boulton */
(()=>{"use strict";let r,e,n,t,a,s,i,o,f;const u=(t,a,s)=>{const i=s.length-(a-t);return r=r.slice(0,t)+s+r.slice(a),n+=i,e>=a?e+=i:e>t&&(e=t),i},c=r=>{u(a,s,r)},l=()=>{u(a,s,"")
},d=t=>e<n&&t.includes(r[e])&&(e++,!0),v=t=>e<n&&!t.includes(r[e])&&(e++,!0),h=([n,a,s])=>{const i=e;for(let o=Math.min(n,i-t);o>=0;o--){const n=a.get(r.slice(i-o,i));if(void 0===n)continue;e=i-o
;const t=s[n>>8];if(!t)return 255&n;const f=t();if(e=i-o,f)return 255&n}return 0},g=(r,...e)=>{const n=new Map;let t=0;for(const e of r.split(" ")){const[,r,a,s]=/^(.*?)(\d*)([A-Z]?)$/.exec(e)
;n.set(r,(+a||1)+(s?s.charCodeAt(0)-64<<8:0)),t=Math.max(t,r.length)}return[t,n,[,...e]]
},k="aeiouyäåö",b=g("a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or s2 as arnas ernas ornas es ades andes ens arens hetens erns at andet het ast"),m=g("dd gd nn dt gt kt tt"),p=g("ig lig els fullt3 löst2")
;groundworkSearch.take(u=>(r=u,e=t=a=0,n=s=u.length,function(){o=0,f=0;var u=e;!function(){f=n;var r=e,t=e+3;if(0>t||t>n)return!1;e=t,o=e,e=r;r:for(;;){for(var a=e;d(k);){e=a;break r}if(e=a,
e>=n)return!1;e++}r:for(;;){for(;v(k);)break r;if(e>=n)return!1;e++}f=e;r:for(;f<o;){f=o;break r}}(),e=u,t=e,e=n;var g=n-e;!function(){var o=n-e;if(e<f)return!1;e=f;var u=t;if(t=e,e=n-o,s=e,i=h(b),
0===i)return t=u,!1;if(a=e,t=u,0===i)return!1;if(1===i)l();else if(2===i){if(!(e>t&&"bcdfghjklmnoprtvy".includes(r[e-1])&&(e--,1)))return!1;l()}}(),e=n-g;var M=n-e;!function(){var r=n-e
;if(e<f)return!1;e=f;var i=t;t=e,e=n-r;var o=n-e;0===h(m)||(e=n-o,s=e,e<=t||(e--,a=e,l())),t=i}(),e=n-M;var w=n-e;!function(){var r=n-e;if(e<f)return!1;e=f;var o=t;t=e,e=n-r,s=e,i=h(p),0===i||(a=e,
0===i||(1===i?l():2===i?c("lös"):3===i&&c("full"))),t=o}(),e=n-w,e=t}(),r))})();
