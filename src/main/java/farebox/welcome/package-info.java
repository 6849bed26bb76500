/** What a first start makes, and how a newcomer is told to begin. */
package farebox.welcome;
