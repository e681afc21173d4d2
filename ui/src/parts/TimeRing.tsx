import { shortTime, time as text } from "../text/time";
import { useTimeLeft } from "./useTimeLeft";
import "./time-ring.css";

interface TimeRingProps {
  /** When the life began and when it ends, as Rust writes times. */
  issued: string;
  expires: string;
  /** In pixels. From 40 on the time left stands in it. */
  size: number;
}

/** The time left of a life, as a ring and in words. */
export function TimeRing({ issued, expires, size }: TimeRingProps) {
  const left = useTimeLeft(expires);
  const life = Date.parse(expires) - Date.parse(issued);
  const share = life > 0 ? Math.min(1, left / life) : 0;
  const stroke = size >= 40 ? 4 : Math.max(2, size / 6);
  const radius = (size - stroke) / 2;
  const circle = { cx: size / 2, cy: size / 2, r: radius, fill: "none", strokeWidth: stroke };
  const { value, unit } = shortTime(left / 1000);
  return (
    <svg
      className="time-ring"
      role="img"
      aria-label={text.left(left / 1000)}
      width={size}
      height={size}
      viewBox={`0 0 ${size} ${size}`}
      data-testid="time-ring"
    >
      <circle className="time-ring-life" {...circle} />
      {share > 0 && (
        <circle
          className="time-ring-left"
          {...circle}
          pathLength={1}
          strokeDasharray={`${share} 1`}
          transform={`rotate(-90 ${size / 2} ${size / 2})`}
        />
      )}
      {size >= 40 && (
        <>
          <text className="time-ring-value" x="50%" y={unit === "" ? "54%" : "48%"}>
            {value}
          </text>
          <text className="time-ring-unit" x="50%" y="70%">
            {unit}
          </text>
        </>
      )}
    </svg>
  );
}
