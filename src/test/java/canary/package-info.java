/** Breaks every rule of the house once, so that the architecture test can show that each rule can fail. */
package canary;
