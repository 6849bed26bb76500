/** What every answer has in common: problems, error pages, request ids, security headers, JSON, lists. */
package farebox.web;
