"""The fact sheet: one page of paper about a state, or the country, beside the live page that it points to.

`content` says what stands on it, `sheet.typ` how it looks, `pdf` makes the file. No Streamlit but in `link`.
"""
