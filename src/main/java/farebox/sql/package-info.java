/** A thin reading of JDBC, so that a feature's SQL is all that its SQL class shows; and what is an outage of the database. */
package farebox.sql;
