package farebox.checkout;

import farebox.pack.Pack;
import farebox.pack.Packs;
import farebox.web.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The packs on sale, as apps show them. */
@Path("/v1/packs")
@RunOnVirtualThread
class PackResource {
    private final Packs packs;

    PackResource(Packs packs) {
        this.packs = packs;
    }

    @GET
    public Page<PackView> onSale() {
        return new Page<>(packs.onSale().stream().map(PackView::of).toList(), false, null);
    }

    record PackView(int id, String name, long credits, long priceCents, String currency, Integer expiresAfterDays) {
        static PackView of(Pack pack) {
            return new PackView(
                    pack.no(),
                    pack.name(),
                    pack.credits().amount(),
                    pack.priceCents(),
                    "usd",
                    pack.expiresAfterDays().orElse(null));
        }
    }
}
