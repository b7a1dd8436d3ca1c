/** Stages in the order the data flows. A stage imports only towards the source: docs/architecture.md. */
const stages = [
  "platform",
  "db",
  "shopify",
  "jobs",
  "purchases",
  "sync",
  "segments",
  "recommendations",
  "offers",
  "publish",
  "measure",
];

const downstream = stages.slice(0, -1).map((stage, position) => ({
  name: `${stage}-imports-nothing-downstream`,
  severity: "error",
  from: { path: `^app/${stage}/` },
  to: { path: `^app/(${stages.slice(position + 1).join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...downstream,
    {
      name: "stages-know-no-routes-and-no-commands",
      severity: "error",
      from: { path: `^app/(${stages.join("|")}|ui)/` },
      to: { path: "^app/(routes|commands)/" },
    },
    {
      name: "ui-knows-no-stage",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: `^app/(${stages.slice(1).join("|")})/` },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "pure-stays-pure",
      severity: "error",
      from: {
        path: "^app/",
        pathNot: "\\.server\\.tsx?$|^app/routes/|^app/(root|entry)|\\.test\\.ts$",
      },
      to: { path: "\\.server\\.tsx?$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "singletons-at-the-edge",
      severity: "error",
      from: {
        path: "^app/",
        pathNot: "^app/(routes/|root|entry|services\\.server|web\\.server|worker\\.server)",
      },
      to: { path: "^app/services\\.server\\.ts$" },
    },
    {
      name: "app-knows-no-tests",
      severity: "error",
      from: { path: "^app/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^(tests|scripts)/" },
    },
    {
      name: "the-devstore-knows-no-app",
      severity: "error",
      from: { path: "^tests/devstore/" },
      to: { path: "^app/" },
    },
    {
      name: "nothing-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(virtual:|\\.prisma|\\.\\./build)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^build/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
