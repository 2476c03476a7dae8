// Reads standard input as a named citation.js format and writes the CSL-JSON that it finds: node citation.mjs @bibtex/text
import { readFileSync } from 'node:fs'
import { Cite } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-csl'
import '@citation-js/plugin-ris'

const found = new Cite(readFileSync(0, 'utf8'), { forceType: process.argv[2] })
process.stdout.write(JSON.stringify(found.data))
