/** Runs the books check with what every feature has to prove, records what it found, and anchors the books. */
package farebox.books;
