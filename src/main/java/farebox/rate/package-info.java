/** What a task class costs in credits and which models serve it: rate cards, quotes, routes. */
package farebox.rate;
