"""Files that say by a style or an element what a paragraph is: Word, OpenDocument, RTF, TEI; all to one `Written`."""
