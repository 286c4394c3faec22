import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DeclaredTypes } from "./declared-types.ts";
import { readUses } from "./read-uses.ts";
const make = DeclaredTypes.read("types/index.d.ts");
const [version, folder, what] = process.argv.slice(2) as [string, string, string];
const declared = make(version);
let total=0, ok=0, files=0, whole=0;
const missing = new Map<string,string[]>();
const byKind: Record<string,[number,number]> = {};
for (const name of readdirSync(folder,{recursive:true,encoding:"utf8"}).filter(n=>n.endsWith(".lua")).sort()) {
  const uses = readUses(readFileSync(join(folder,name),"latin1"), declared);
  files++; if (uses.every(u=>u.isDeclared)) whole++;
  for (const u of uses) { total++; if(u.isDeclared) ok++; const k=byKind[u.kind]??=[0,0]; k[1]++; if(u.isDeclared)k[0]++; else { const l=missing.get(u.kind+" "+u.name)??[]; l.push(name); missing.set(u.kind+" "+u.name,l);} }
}
console.log(version, ok,total,(100*ok/total).toFixed(2), whole, files,(100*whole/files).toFixed(1), JSON.stringify(byKind));
for (const [k,l] of [...missing].sort((a,b)=>b[1].length-a[1].length||a[0].localeCompare(b[0]))) if(what) console.log(l.length,k, l.slice(0,4).join(" "));
