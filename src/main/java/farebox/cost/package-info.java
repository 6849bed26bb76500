/** What a model costs: effective-dated prices, and tokens to dollars. */
package farebox.cost;
