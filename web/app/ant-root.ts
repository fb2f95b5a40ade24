/** The class that every component of Ant Design carries: under it are the theme's values. */
export const antRoot = "css-var-ant";
