package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.books.Voucher;
import farebox.books.Voucher.Kind;
import farebox.books.Voucher.Paper;
import farebox.books.Vouchers;
import farebox.books.Vouchers.Author;
import farebox.web.Flash;
import farebox.web.Formats;
import farebox.web.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened to the house's own money, recorded by hand once its operator has seen what is booked. */
@Path("/admin/books/vouchers")
@RunOnVirtualThread
class VoucherPages {
    private static final String PAGE = "/admin/books/vouchers";
    private static final int ROWS = 50;

    @CheckedTemplate(basePath = "admin/books", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record VoucherList(Page<Voucher> page, List<Kind> kinds, VoucherForm form, String fault)
            implements TemplateInstance {}

    /** What would be booked, and for what. */
    @CheckedTemplate(basePath = "admin/books", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record VoucherConfirmation(Paper paper, VoucherForm form, String sight) implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/books", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record VoucherCorrection(Voucher voucher, String fault) implements TemplateInstance {}

    private final Vouchers vouchers;
    private final Audit audit;
    private final Flash flash;
    private final Clock clock;

    VoucherPages(Vouchers vouchers, Audit audit, Flash flash, Clock clock) {
        this.vouchers = vouchers;
        this.audit = audit;
        this.flash = flash;
        this.clock = clock;
    }

    @GET
    public TemplateInstance list(@RestQuery Optional<Long> before) {
        return list(before.orElse(Long.MAX_VALUE), VoucherForm.BLANK, null);
    }

    private VoucherList list(long before, VoucherForm form, String fault) {
        var page = Page.of(vouchers.before(before, ROWS + 1), ROWS, Voucher::seq);
        return new VoucherList(page, List.of(Kind.values()), form, fault);
    }

    /** Books what its operator has seen; else shows what it would book. */
    @POST
    public Response record(@BeanParam VoucherForm form) {
        try {
            var newest = vouchers.newest();
            var paper = form.paper(vouchers, clock);
            var standing = vouchers.standing(paper.kind(), paper.reference());
            if (standing.isPresent())
                throw new Mistyped(paper.reference() + " is recorded already, on "
                        + Formats.day(standing.get().recordedAt()) + ".");
            var sight = VoucherForm.sight(paper, newest);
            return form.hasSeen(sight) && vouchers.record(paper, newest, author("voucher recorded", paper))
                    ? flash.done(PAGE, paper.reference() + " is recorded.")
                    : Response.ok(new VoucherConfirmation(paper, form, sight)).build();
        } catch (Mistyped wrong) {
            return Typed.again(list(Long.MAX_VALUE, form, wrong.getMessage()));
        }
    }

    @GET
    @Path("{seq}/correction")
    public TemplateInstance correction(@RestPath long seq) {
        return new VoucherCorrection(voucher(seq), null);
    }

    @POST
    @Path("{seq}/correction")
    public Response takeBack(@RestPath long seq, @RestForm String reason) {
        var newest = vouchers.newest();
        var voucher = voucher(seq);
        try {
            var why = Typed.reason(reason);
            var author = author("voucher taken back", voucher.paper());
            return vouchers.takeBack(voucher, newest, LocalDate.now(clock), why, author)
                    ? flash.done(PAGE, voucher.paper().reference() + " is taken back.")
                    : flash.refused(PAGE, "Something else was recorded at this moment: look again. Nothing was done.");
        } catch (Mistyped wrong) {
            return Typed.again(new VoucherCorrection(voucher, wrong.getMessage()));
        }
    }

    private Voucher voucher(long seq) {
        return vouchers.find(seq).filter(Voucher::standing).orElseThrow(NotFoundException::new);
    }

    private Author author(String action, Paper paper) {
        var detail = VoucherWords.what(paper) + ", " + Formats.rounded(paper.amount());
        return new Author(audit.operator(), List.of(audit.row(action, paper.reference(), detail)));
    }
}
