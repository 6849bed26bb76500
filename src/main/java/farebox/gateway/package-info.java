/** Sells answers: holds credits, calls models, settles, and keeps what happened. */
package farebox.gateway;
