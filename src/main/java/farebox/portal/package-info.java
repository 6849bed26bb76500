/** Pages for customers: what they have, what they can buy, and where every credit went. */
package farebox.portal;
