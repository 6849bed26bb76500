/** A thin reading of JDBC, so that a feature's SQL is all that its SQL class shows. */
package farebox.sql;
