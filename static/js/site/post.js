// What makes a text more pleasant to read; without it everything can still be read.
import "./toc.js";
import "./heading-links.js";
import "./notes.js";
import "./code.js";
import "./share.js";
