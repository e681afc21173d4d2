import { Button, SearchBox, ToggleButton } from "@fluentui/react-components";
import { useEffect, useState } from "react";

import { ArrowExportRegular, ArrowSyncRegular, HistoryRegular } from "../../icons";
import type { ActivityView } from "../../ipc/bindings/ActivityView";
import type { AppError } from "../../ipc/bindings/AppError";
import { call } from "../../ipc/commands";
import { Empty } from "../../parts/Empty";
import { Finding } from "../../parts/Finding";
import { PageTitle } from "../../parts/PageTitle";
import { activity as text } from "../../text/activity";
import { headline } from "../../text/sentence";
import { Forget } from "./Forget";
import { Requests } from "./Requests";
import { type Filter, addressOf, filters, matching } from "./request";
import "./activity.css";

/** Each request that was made, to whom, and what came back. */
export default function ActivityPage() {
  const [view, setView] = useState<ActivityView | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [exported, setExported] = useState<string | null>(null);
  const [filter, setFilter] = useState<Filter>("all");
  const [search, setSearch] = useState("");

  const read = () => {
    call("activity", {}).then(
      (answer) => {
        setView(answer);
        setError(null);
      },
      (refused: AppError) => setError(refused),
    );
  };
  // Anew each time that the page is shown.
  useEffect(read, []);

  const exportAll = async () => {
    setExported(null);
    const path = await call("pick", { what: "har" });
    if (path !== null) {
      setExported(text.exported(await call("export_activity", { path }), path));
      setError(null);
    }
  };
  const entries = view?.entries ?? [];
  const none = entries.length === 0;
  const shown = matching(entries, filter, search);
  const hosts = new Set(shown.map((entry) => addressOf(entry).host)).size;
  return (
    <div className="activity">
      <PageTitle title={text.title} intro={text.intro}>
        <Button appearance="subtle" icon={<ArrowSyncRegular />} onClick={read} data-testid="activity-again">
          {text.again}
        </Button>
        <Forget disabled={none} forgotten={read} failed={setError} />
        <Button
          icon={<ArrowExportRegular />}
          disabledFocusable={none}
          onClick={() => void exportAll().catch(setError)}
          data-testid="activity-export"
        >
          {text.export}
        </Button>
      </PageTitle>
      {error !== null && <Finding state="warn" title={headline(error.message).head} error={error} />}
      {exported !== null && (
        <p role="status" data-testid="activity-exported">
          {exported}
        </p>
      )}
      {view !== null && none && (
        <Empty icon={HistoryRegular} title={text.empty.title} sentence={text.empty.sentence} />
      )}
      {!none && (
        <>
          <div className="activity-tools">
            <SearchBox
              className="activity-search"
              placeholder={text.search}
              aria-label={text.search}
              value={search}
              onChange={(_, { value }) => setSearch(value)}
              data-testid="activity-search"
            />
            <div className="activity-filters" role="group" aria-label={text.filters}>
              {filters.map((each) => (
                <ToggleButton
                  key={each}
                  size="small"
                  checked={filter === each}
                  onClick={() => setFilter(each)}
                  data-testid={`activity-${each}`}
                >
                  {text.filter[each]}
                </ToggleButton>
              ))}
            </div>
            <p className="meta activity-count" role="status">
              {text.count(shown.length, hosts)}
            </p>
          </div>
          {shown.length === 0 ? <p className="meta">{text.nothingFound}</p> : <Requests entries={shown} />}
          {view?.older === true && <p className="meta activity-older">{text.older}</p>}
        </>
      )}
    </div>
  );
}
