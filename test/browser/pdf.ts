/**
 * A PDF with these pages, each a list of lines of ASCII in Times. It is as plain as ISO 32000 allows: a catalog, the
 * pages, one built-in font, a stream for each page and the table that says where each object begins.
 */
export function pdf(pages: readonly (readonly string[])[]): Buffer {
  const [catalog, tree, font, first] = [1, 2, 3, 4];
  const kids = pages.map((_, index) => `${first + 2 * index} 0 R`);
  const objects = [
    `<< /Type /Catalog /Pages ${tree} 0 R >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids.join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    ...pages.flatMap((lines, index) => {
      const text = `BT /F 8 Tf 18 TL 40 780 Td\n${lines.map(shown).join("\n")}\nET`;
      return [
        `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] ` +
          `/Resources << /Font << /F ${font} 0 R >> >> /Contents ${first + 2 * index + 1} 0 R >>`,
        `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
      ];
    }),
  ];
  let file = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join("")}`;
  const trailer = `trailer\n<< /Size ${size} /Root ${catalog} 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, "latin1");
}

/** Shows a line and goes to the next. */
const shown = (line: string): string => `(${line.replaceAll(/[\\()]/g, "\\$&")}) Tj T*`;
