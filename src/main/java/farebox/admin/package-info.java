/** Pages for operators: what is sold, what it costs, who buys, and what each task class earns. */
package farebox.admin;
