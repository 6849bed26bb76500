/** The packs of credits that are sold. */
package farebox.pack;
