/** What was earned: revenue at the price really paid for the very credits burned, less the cost of every attempt. */
package farebox.margin;
