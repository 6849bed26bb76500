/** Who calls and who pays: apps, their keys, their customers, and the links by which customers come in. */
package farebox.customer;
